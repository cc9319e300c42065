<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id">
<context>
    <name>InlineMessage</name>
    <message>
        <source>Close message</source>
        <translation>Tutup pesan</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>1 escalation overdue</source>
        <translation>1 eskalasi lewat batas</translation>
    </message>
    <message>
        <source>{count} escalations overdue</source>
        <translation>{count} eskalasi lewat batas</translation>
    </message>
    <message>
        <source>Signed in: {name}</source>
        <translation>Masuk sebagai {name}</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Jam</translation>
    </message>
</context>
</TS>
