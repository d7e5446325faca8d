<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>FirstRun</name>
    <message><source>Choose your first meeting</source><translation>最初の会を決めましょう</translation></message>
    <message><source>A weekday is enough to begin. All of it can be changed later.</source><translation>曜日が決まれば始められます。どれもあとから変えられます。</translation></message>
</context>
</TS>
