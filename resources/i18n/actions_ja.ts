<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message><source>Which actions</source><translation>どのアクションか</translation></message>
    <message><source>Filter</source><translation>絞り込み</translation></message>
    <message><source>Actions</source><translation>アクション</translation></message>
</context>
</TS>
