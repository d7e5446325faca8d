<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>Meeting</name>
    <message><source>Overall</source><translation>全体</translation></message>
    <message><source>Next part</source><translation>次の区切りへ</translation></message>
    <message><source>Presenter</source><translation>発表者</translation></message>
    <message><source>−1</source><translation>−1</translation></message>
    <message><source>+1</source><translation>+1</translation></message>
    <message><source>One minute less</source><translation>1分減らす</translation></message>
    <message><source>One minute more</source><translation>1分足す</translation></message>
    <message><source>Swap</source><translation>入れ替え</translation></message>
</context>
</TS>
