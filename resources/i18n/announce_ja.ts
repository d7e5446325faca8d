<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>Announce</name>
    <message><source>What to tell</source><translation>伝える内容</translation></message>
    <message><source>Shape of the text</source><translation>文面の形式</translation></message>
    <message><source>Language of the text</source><translation>文面の言語</translation></message>
    <message><source>Team to invite</source><translation>招待するチーム</translation></message>
    <message><source>Save template</source><translation>ひな形を保存</translation></message>
    <message><source>Back to built-in</source><translation>標準に戻す</translation></message>
    <message><source>Undo</source><translation>元に戻す</translation></message>
</context>
</TS>
