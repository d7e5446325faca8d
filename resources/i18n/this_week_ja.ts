<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>ThisWeek</name>
    <message><source>Next six meetings</source><translation>これからの6回</translation></message>
</context>
</TS>
