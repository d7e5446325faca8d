<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>Incidents</name>
    <message><source>Filter incidents</source><translation>障害を絞り込む</translation></message>
    <message><source>Filter by title, service or severity</source><translation>題名・サービス・重大度で絞り込む</translation></message>
    <message><source>Incidents and near misses</source><translation>障害とヒヤリハット</translation></message>
</context>
</TS>
