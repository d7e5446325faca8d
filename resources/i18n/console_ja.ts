<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>Console</name>
    <message><source>Open another workspace</source><translation>ほかのワークスペースを開く</translation></message>
    <message><source>Private window</source><translation>自分だけの画面</translation></message>
    <message><source>Search or run a command</source><translation>検索・コマンド</translation></message>
    <message><source>Start meeting</source><translation>会をはじめる</translation></message>
    <message><source>End meeting</source><translation>会を終える</translation></message>
</context>
</TS>
