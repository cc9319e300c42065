<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id">
<context>
    <name>AboutCard</name>
    <message>
        <source>About</source>
        <translation>Tentang</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Salin</translation>
    </message>
    <message>
        <source>Copy the versions</source>
        <translation>Salin keterangan versi</translation>
    </message>
    <message>
        <source>Copied, with the place of the log file.</source>
        <translation>Tersalin, beserta letak berkas log.</translation>
    </message>
</context>
<context>
    <name>ActsSection</name>
    <message>
        <source>Receive</source>
        <translation>Terima</translation>
    </message>
    <message>
        <source>Moving</source>
        <translation>Meluncur</translation>
    </message>
    <message>
        <source>On scene</source>
        <translation>Di lokasi</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Decline …</source>
        <translation>Tidak dapat …</translation>
    </message>
    <message>
        <source>Given at {time} by the call center to {name}</source>
        <translation>Diteruskan {time} oleh pusat panggilan ke {name}</translation>
    </message>
    <message>
        <source>Not answered yet</source>
        <translation>Belum dijawab</translation>
    </message>
</context>
<context>
    <name>AddressSection</name>
    <message>
        <source>Street, RT, RW</source>
        <translation>Jalan, RT, RW</translation>
    </message>
    <message>
        <source>Landmark</source>
        <translation>Patokan</translation>
    </message>
    <message>
        <source>In front of, next to …</source>
        <translation>Depan, sebelah …</translation>
    </message>
</context>
<context>
    <name>AgencyFoot</name>
    <message>
        <source>Note to the call center</source>
        <translation>Catatan ke pusat panggilan</translation>
    </message>
    <message>
        <source>Note to the call center …  {key}</source>
        <translation>Catatan ke pusat panggilan …  {key}</translation>
    </message>
    <message>
        <source>Enter sends it, Esc goes to the list</source>
        <translation>Enter mengirim, Esc ke daftar</translation>
    </message>
</context>
<context>
    <name>AgencyNewsBanner</name>
    <message>
        <source>{number}, {agency}:</source>
        <translation>{number}, {agency}:</translation>
    </message>
    <message>
        <source>does not take it: {reason}</source>
        <translation>tidak dapat menangani: {reason}</translation>
    </message>
    <message>
        <source>does not take it</source>
        <translation>tidak dapat menangani</translation>
    </message>
    <message>
        <source>{text} (and {count} more)</source>
        <translation>{text} (dan {count} lagi)</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Lihat</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
</context>
<context>
    <name>AgencyPane</name>
    <message>
        <source>The call center has taken this back</source>
        <translation>Ditarik oleh pusat panggilan</translation>
    </message>
    <message>
        <source>No incident chosen</source>
        <translation>Belum ada kejadian yang dipilih</translation>
    </message>
</context>
<context>
    <name>AnswerForm</name>
    <message>
        <source>Choose what the agency said.</source>
        <translation>Pilih dahulu apa jawaban instansi.</translation>
    </message>
    <message>
        <source>Write the time as 14.32, or leave it empty for now.</source>
        <translation>Tulis jam seperti 14.32, atau kosongkan untuk sekarang.</translation>
    </message>
    <message>
        <source>This time is still to come. Write when they answered, or leave it empty.</source>
        <translation>Jam itu belum tiba. Tulis jam mereka menjawab, atau kosongkan.</translation>
    </message>
    <message>
        <source>Answer of {agency}</source>
        <translation>Jawaban {agency}</translation>
    </message>
    <message>
        <source>What they said (keys 1 to {last})</source>
        <translation>Jawabannya (tombol 1 sampai {last})</translation>
    </message>
    <message>
        <source>Who answered (role, no name)</source>
        <translation>Yang menjawab (jabatan, tanpa nama)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Jam</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Saluran</translation>
    </message>
    <message>
        <source>Remark (may stay empty)</source>
        <translation>Keterangan (boleh kosong)</translation>
    </message>
    <message>
        <source>now</source>
        <translation>sekarang</translation>
    </message>
    <message>
        <source>such as duty officer</source>
        <translation>misalnya petugas piket</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Catat</translation>
    </message>
</context>
<context>
    <name>AwayBanner</name>
    <message>
        <source>While offline:</source>
        <translation>Selama luring:</translation>
    </message>
    <message>
        <source>Offline {since}–{until}:</source>
        <translation>Luring {since}–{until}:</translation>
    </message>
    <message>
        <source>Offline {since}:</source>
        <translation>Luring {since}:</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Lihat</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
</context>
<context>
    <name>AwayPanel</name>
    <message>
        <source>While this desk was offline</source>
        <translation>Selama meja ini luring</translation>
    </message>
</context>
<context>
    <name>AwayWords</name>
    <message>
        <source>new</source>
        <translation>baru</translation>
    </message>
    <message>
        <source>raised</source>
        <translation>naik level</translation>
    </message>
    <message>
        <source>written apart</source>
        <translation>ditulis terpisah</translation>
    </message>
    <message>
        <source>level lowered</source>
        <translation>level diturunkan</translation>
    </message>
    <message>
        <source>agency declined</source>
        <translation>instansi tidak dapat menangani</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>eskalasi ditarik</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>dibuka kembali</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>ditutup</translation>
    </message>
    <message>
        <source>passed on</source>
        <translation>diteruskan</translation>
    </message>
    <message>
        <source>agency answered</source>
        <translation>dijawab instansi</translation>
    </message>
    <message>
        <source>agency&apos;s note</source>
        <translation>catatan instansi</translation>
    </message>
    <message>
        <source>further report</source>
        <translation>laporan tambahan</translation>
    </message>
    <message>
        <source>kind changed</source>
        <translation>jenis diubah</translation>
    </message>
    <message>
        <source>place changed</source>
        <translation>lokasi diubah</translation>
    </message>
    <message>
        <source>other owner</source>
        <translation>ganti penanggung jawab</translation>
    </message>
    <message>
        <source>status changed</source>
        <translation>status diubah</translation>
    </message>
    <message>
        <source>report changed</source>
        <translation>laporan diubah</translation>
    </message>
    <message>
        <source>note</source>
        <translation>catatan</translation>
    </message>
    <message>
        <source>{count} written apart</source>
        <translation>{count} ditulis terpisah</translation>
    </message>
    <message>
        <source>{count} lowered</source>
        <translation>{count} level diturunkan</translation>
    </message>
    <message>
        <source>{count} declined</source>
        <translation>{count} instansi tidak dapat menangani</translation>
    </message>
    <message>
        <source>{count} withdrawn</source>
        <translation>{count} eskalasi ditarik</translation>
    </message>
    <message>
        <source>{count} new incident</source>
        <translation>{count} kejadian baru</translation>
    </message>
    <message>
        <source>{count} new incidents</source>
        <translation>{count} kejadian baru</translation>
    </message>
    <message>
        <source>{count} note of agencies</source>
        <translation>{count} catatan instansi</translation>
    </message>
    <message>
        <source>{count} notes of agencies</source>
        <translation>{count} catatan instansi</translation>
    </message>
    <message>
        <source>{count} further report</source>
        <translation>{count} laporan tambahan</translation>
    </message>
    <message>
        <source>{count} further reports</source>
        <translation>{count} laporan tambahan</translation>
    </message>
    <message>
        <source>{count} of another kind</source>
        <translation>{count} ganti jenis</translation>
    </message>
    <message>
        <source>{count} at another place</source>
        <translation>{count} ganti lokasi</translation>
    </message>
    <message>
        <source>{count} with another owner</source>
        <translation>{count} ganti penanggung jawab</translation>
    </message>
    <message>
        <source>{count} with another status</source>
        <translation>{count} ganti status</translation>
    </message>
    <message>
        <source>{count} with a changed report</source>
        <translation>{count} laporan diubah</translation>
    </message>
    <message>
        <source>{count} note</source>
        <translation>{count} catatan</translation>
    </message>
    <message>
        <source>{count} notes</source>
        <translation>{count} catatan</translation>
    </message>
    <message>
        <source>{count} raised</source>
        <translation>{count} naik level</translation>
    </message>
    <message>
        <source>to be confirmed</source>
        <translation>menunggu pengesahan</translation>
    </message>
    <message>
        <source>{count} to be confirmed</source>
        <translation>{count} menunggu pengesahan</translation>
    </message>
    <message>
        <source>{count} reopened</source>
        <translation>{count} dibuka kembali</translation>
    </message>
    <message>
        <source>{count} closed</source>
        <translation>{count} ditutup</translation>
    </message>
    <message>
        <source>{count} passed on</source>
        <translation>{count} diteruskan</translation>
    </message>
    <message>
        <source>{count} answer of agencies</source>
        <translation>{count} jawaban instansi</translation>
    </message>
    <message>
        <source>{count} answers of agencies</source>
        <translation>{count} jawaban instansi</translation>
    </message>
</context>
<context>
    <name>BehindList</name>
    <message>
        <source>Desk {letter}</source>
        <translation>Meja {letter}</translation>
    </message>
    <message>
        <source>Nothing in this stretch of time.</source>
        <translation>Tidak ada dalam kurun waktu ini.</translation>
    </message>
</context>
<context>
    <name>CallHeader</name>
    <message>
        <source>Draft stored automatically</source>
        <translation>Draf tersimpan otomatis</translation>
    </message>
    <message>
        <source>Storing the draft …</source>
        <translation>Menyimpan draf …</translation>
    </message>
    <message>
        <source>Draft not stored yet</source>
        <translation>Draf belum tersimpan</translation>
    </message>
    <message>
        <source>{count} parked</source>
        <translation>{count} terparkir</translation>
    </message>
    <message>
        <source>New report</source>
        <translation>Laporan baru</translation>
    </message>
    <message>
        <source>Paper form, Esc ends</source>
        <translation>Formulir kertas, Esc selesai</translation>
    </message>
    <message>
        <source>Channel: {channel}</source>
        <translation>Saluran: {channel}</translation>
    </message>
    <message>
        <source>Call timer</source>
        <translation>Lama panggilan</translation>
    </message>
</context>
<context>
    <name>CallWords</name>
    <message>
        <source>scored</source>
        <translation>sudah dinilai</translation>
    </message>
    <message>
        <source>to be scored</source>
        <translation>belum dinilai</translation>
    </message>
    <message>
        <source>taken in {span}</source>
        <translation>dicatat dalam {span}</translation>
    </message>
    <message>
        <source>level {level}</source>
        <translation>level {level}</translation>
    </message>
    <message>
        <source>The texts were erased, or are not held by this PC.</source>
        <translation>Teksnya sudah dihapus, atau tidak disimpan di PC ini.</translation>
    </message>
    <message>
        <source>Nothing was written down.</source>
        <translation>Tidak ada uraian.</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>belum ditanya</translation>
    </message>
    <message>
        <source>{agency}: told {span} after the call</source>
        <translation>{agency}: diberi tahu {span} sesudah panggilan</translation>
    </message>
    <message>
        <source>{text}, answered after {span}</source>
        <translation>{text}, menjawab sesudah {span}</translation>
    </message>
    <message>
        <source>No agency was told</source>
        <translation>Tidak ada instansi yang diberi tahu</translation>
    </message>
    <message>
        <source>Not classified yet</source>
        <translation>Belum digolongkan</translation>
    </message>
</context>
<context>
    <name>CallbackCard</name>
    <message>
        <source>No number was noted for this call.</source>
        <translation>Tidak ada nomor yang tercatat untuk panggilan ini.</translation>
    </message>
    <message>
        <source>Why the number is read</source>
        <translation>Alasan membuka nomor</translation>
    </message>
    <message>
        <source>It is logged, with your name. Empty: to call back.</source>
        <translation>Dicatat dengan nama Anda. Kosong: menghubungi kembali.</translation>
    </message>
    <message>
        <source>Show the number</source>
        <translation>Tampilkan nomor</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Telepon</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Salin</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nomor</translation>
    </message>
    <message>
        <source>Note, if needed</source>
        <translation>Catatan bila perlu</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>Tersambung</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Tidak diangkat</translation>
    </message>
    <message>
        <source>Not needed any more</source>
        <translation>Tidak perlu lagi</translation>
    </message>
    <message>
        <source>Open the incident</source>
        <translation>Buka kejadiannya</translation>
    </message>
    <message>
        <source>This computer has no telephone program: dial the number by hand.</source>
        <translation>Komputer ini tidak punya program telepon: tekan nomornya di pesawat telepon.</translation>
    </message>
</context>
<context>
    <name>CallbackForm</name>
    <message>
        <source>Promise to call back</source>
        <translation>Janji menghubungi kembali</translation>
    </message>
    <message>
        <source>Within</source>
        <translation>Dalam</translation>
    </message>
    <message>
        <source>What about (may stay empty)</source>
        <translation>Tentang apa (boleh kosong)</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>Janjikan</translation>
    </message>
</context>
<context>
    <name>CallbackWords</name>
    <message>
        <source>No number</source>
        <translation>Tanpa nomor</translation>
    </message>
    <message>
        <source>Cut off at {time}</source>
        <translation>Terputus pukul {time}</translation>
    </message>
    <message>
        <source>Promised at {time} by {name}</source>
        <translation>Dijanjikan {time} oleh {name}</translation>
    </message>
    <message>
        <source>tried once, no answer</source>
        <translation>dicoba sekali, tidak diangkat</translation>
    </message>
    <message>
        <source>tried {count} times, no answer</source>
        <translation>dicoba {count} kali, tidak diangkat</translation>
    </message>
    <message>
        <source>About: {what}</source>
        <translation>Tentang: {what}</translation>
    </message>
    <message>
        <source>Noted: {note}</source>
        <translation>Catatan: {note}</translation>
    </message>
    <message>
        <source>Last attempt: {note}</source>
        <translation>Percobaan terakhir: {note}</translation>
    </message>
    <message>
        <source>late by {span}</source>
        <translation>terlambat {span}</translation>
    </message>
    <message>
        <source>in {span}</source>
        <translation>dalam {span}</translation>
    </message>
</context>
<context>
    <name>CallbacksPage</name>
    <message>
        <source>Call back</source>
        <translation>Hubungi kembali</translation>
    </message>
    <message>
        <source>Callers who were cut off, and those who were promised a call. Due first.</source>
        <translation>Penelepon yang terputus dan yang dijanjikan dihubungi. Yang paling mendesak di atas.</translation>
    </message>
    <message>
        <source>Call-backs that are owed</source>
        <translation>Yang perlu dihubungi kembali</translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>Ekspor daftar</translation>
    </message>
    <message>
        <source>Nobody waits for a call. A cut-off call or a promise appears here.</source>
        <translation>Tidak ada yang menunggu dihubungi. Panggilan terputus dan janji menghubungi muncul di sini.</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Membaca …</translation>
    </message>
    <message>
        <source>Call-backs</source>
        <translation>Hubungi kembali</translation>
    </message>
    <message>
        <source>Noted: no answer. The call-back stays on the list.</source>
        <translation>Dicatat: tidak diangkat. Tetap di daftar.</translation>
    </message>
    <message>
        <source>Noted: this call-back is not needed any more.</source>
        <translation>Tercatat: tidak perlu dihubungi lagi.</translation>
    </message>
    <message>
        <source>The call-back is settled.</source>
        <translation>Selesai dihubungi kembali.</translation>
    </message>
</context>
<context>
    <name>CallerSection</name>
    <message>
        <source>Phone number</source>
        <translation>Nomor telepon</translation>
    </message>
    <message>
        <source>Caller&apos;s name</source>
        <translation>Nama pelapor</translation>
    </message>
    <message>
        <source>May stay empty</source>
        <translation>Boleh kosong (anonim)</translation>
    </message>
    <message>
        <source>Caller&apos;s home address</source>
        <translation>Alamat rumah pelapor</translation>
    </message>
    <message>
        <source>Anonymous</source>
        <translation>Anonim</translation>
    </message>
    <message>
        <source>Number and name are not stored</source>
        <translation>Nomor dan nama tidak disimpan</translation>
    </message>
    <message>
        <source>Protected caller</source>
        <translation>Pelapor dilindungi</translation>
    </message>
    <message>
        <source>The caller may be in danger if known: read the identity only when needed</source>
        <translation>Pelapor bisa terancam bila dikenali: buka identitas hanya bila perlu</translation>
    </message>
    <message>
        <source>More about the caller</source>
        <translation>Lebih lanjut tentang pelapor</translation>
    </message>
    <message>
        <source>not stored</source>
        <translation>tidak disimpan</translation>
    </message>
    <message>
        <source>unusual, stored as it is</source>
        <translation>tidak lazim, disimpan</translation>
    </message>
</context>
<context>
    <name>CloseForm</name>
    <message>
        <source>Closing at level {level} needs a supervisor.</source>
        <translation>Menutup kejadian level {level} perlu supervisor.</translation>
    </message>
    <message>
        <source>Close the incident</source>
        <translation>Tutup kejadian</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>Bagaimana berakhirnya</translation>
    </message>
    <message>
        <source>Remark (may stay empty)</source>
        <translation>Keterangan (boleh kosong)</translation>
    </message>
    <message>
        <source>Close incident</source>
        <translation>Tutup kejadian</translation>
    </message>
</context>
<context>
    <name>ClosingCard</name>
    <message>
        <source>What the first caller said</source>
        <translation>Cerita pelapor pertama</translation>
    </message>
    <message>
        <source>Agencies</source>
        <translation>Instansi</translation>
    </message>
    <message>
        <source>SOP steps</source>
        <translation>Langkah SOP</translation>
    </message>
    <message>
        <source>Place not known</source>
        <translation>Lokasi tidak diketahui</translation>
    </message>
    <message>
        <source>No agency was told</source>
        <translation>Tidak ada instansi yang diberi tahu</translation>
    </message>
</context>
<context>
    <name>ClosingWords</name>
    <message>
        <source>Opened {time} · reports: {reports}, callers: {callers}</source>
        <translation>Dibuka {time} · {reports} laporan, {callers} pelapor</translation>
    </message>
    <message>
        <source>Closed {time} by {name}: {code}</source>
        <translation>Ditutup {time} oleh {name}: {code}</translation>
    </message>
    <message>
        <source>{span} from opening to closing</source>
        <translation>{span} sejak dibuka sampai ditutup</translation>
    </message>
    <message>
        <source>Returned before, {time}: {reason}</source>
        <translation>Pernah dikembalikan, {time}: {reason}</translation>
    </message>
    <message>
        <source>The texts were erased, or are not held by this PC.</source>
        <translation>Teksnya sudah dihapus, atau tidak disimpan di PC ini.</translation>
    </message>
    <message>
        <source>Nothing was written down.</source>
        <translation>Tidak ada uraian.</translation>
    </message>
    <message>
        <source>{text} · sent {time}, no answer</source>
        <translation>{text} · diberi tahu {time}, tidak menjawab</translation>
    </message>
    <message>
        <source>{text} · answered after {span}</source>
        <translation>{text} · menjawab sesudah {span}</translation>
    </message>
    <message>
        <source>{done} of {all} done</source>
        <translation>{done} dari {all} selesai</translation>
    </message>
    <message>
        <source>Not ticked: {step}</source>
        <translation>Belum dicentang: {step}</translation>
    </message>
</context>
<context>
    <name>ClosingsView</name>
    <message>
        <source>Closings that wait for a review</source>
        <translation>Penutupan yang menunggu tinjauan</translation>
    </message>
    <message>
        <source>No closing waits for a review. New ones appear here by themselves.</source>
        <translation>Tidak ada penutupan yang menunggu tinjauan. Yang baru muncul sendiri di sini.</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Membaca …</translation>
    </message>
</context>
<context>
    <name>ConflictsBox</name>
    <message>
        <source>Written apart</source>
        <translation>Ditulis terpisah</translation>
    </message>
    <message>
        <source>{what}: two people wrote different things without seeing each other. Which one stands?</source>
        <translation>{what}: dua orang mengisi berbeda tanpa saling melihat. Mana yang berlaku?</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Selesaikan</translation>
    </message>
    <message>
        <source>Take this</source>
        <translation>Pakai ini</translation>
    </message>
    <message>
        <source>desk {letter}</source>
        <translation>meja {letter}</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Jenis</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lokasi</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Penanggung jawab</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Closing code</source>
        <translation>Kode penutupan</translation>
    </message>
    <message>
        <source>done</source>
        <translation>selesai</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>belum</translation>
    </message>
    <message>
        <source>Not classified yet</source>
        <translation>Belum digolongkan</translation>
    </message>
    <message>
        <source>Place not known yet</source>
        <translation>Lokasi belum diketahui</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Tidak ada</translation>
    </message>
    <message>
        <source>settled between two desks</source>
        <translation>perbedaan antarmeja diselesaikan</translation>
    </message>
</context>
<context>
    <name>CorrectForm</name>
    <message>
        <source>Correct the closing code; the first one is kept</source>
        <translation>Ubah kode penutupan; kode semula tetap tercatat</translation>
    </message>
    <message>
        <source>How it really ended</source>
        <translation>Bagaimana sebenarnya berakhir</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Correct the code</source>
        <translation>Ubah kode</translation>
    </message>
</context>
<context>
    <name>DataCard</name>
    <message>
        <source>Data and backup</source>
        <translation>Data dan cadangan</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Folder data</translation>
    </message>
    <message>
        <source>Latest backup</source>
        <translation>Cadangan terakhir</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Cadangkan sekarang</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Buka folder</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Kemajuan</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>belum ada</translation>
    </message>
    <message>
        <source>Backed up and checked: {file}</source>
        <translation>Dicadangkan dan diperiksa: {file}</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>Data in and out</source>
        <translation>Data masuk/keluar</translation>
    </message>
    <message>
        <source>Call logs of the past from a spreadsheet, and our own into one.</source>
        <translation>Catatan panggilan lama masuk dari lembar kerja, catatan kita keluar ke lembar kerja.</translation>
    </message>
</context>
<context>
    <name>DeclineForm</name>
    <message>
        <source>Say why, so that the call center can give it to somebody else.</source>
        <translation>Tulis alasannya, agar pusat panggilan dapat meneruskannya ke pihak lain.</translation>
    </message>
    <message>
        <source>Decline: the call center gives it to somebody else</source>
        <translation>Tidak dapat menangani: pusat panggilan meneruskannya ke pihak lain</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Tidak dapat menangani</translation>
    </message>
</context>
<context>
    <name>DeskWords</name>
    <message>
        <source>Center founded at desk {desk}</source>
        <translation>Pusat didirikan di meja {desk}</translation>
    </message>
    <message>
        <source>{name} added as {role}</source>
        <translation>{name} ditambahkan sebagai {role}</translation>
    </message>
    <message>
        <source>Role changed to {role}</source>
        <translation>Peran diubah menjadi {role}</translation>
    </message>
    <message>
        <source>Account disabled</source>
        <translation>Akun dinonaktifkan</translation>
    </message>
    <message>
        <source>Account enabled</source>
        <translation>Akun diaktifkan</translation>
    </message>
    <message>
        <source>New password set</source>
        <translation>Kata sandi baru dipasang</translation>
    </message>
    <message>
        <source>Call without a report: {outcome}</source>
        <translation>Panggilan tanpa laporan: {outcome}</translation>
    </message>
    <message>
        <source>Promised to call back</source>
        <translation>Dijanjikan dihubungi kembali</translation>
    </message>
    <message>
        <source>Called back: reached</source>
        <translation>Dihubungi kembali: tersambung</translation>
    </message>
    <message>
        <source>Called back: no answer</source>
        <translation>Dihubungi kembali: tidak diangkat</translation>
    </message>
    <message>
        <source>Call back not needed any more</source>
        <translation>Tidak perlu dihubungi kembali lagi</translation>
    </message>
    <message>
        <source>Number of a caller read</source>
        <translation>Nomor penelepon dibuka</translation>
    </message>
    <message>
        <source>Report logged</source>
        <translation>Laporan dicatat</translation>
    </message>
    <message>
        <source>Report amended</source>
        <translation>Laporan dilengkapi</translation>
    </message>
    <message>
        <source>Identity of the caller read</source>
        <translation>Identitas pelapor dibuka</translation>
    </message>
    <message>
        <source>Call reviewed for quality</source>
        <translation>Panggilan dinilai mutunya</translation>
    </message>
    <message>
        <source>Shift started at desk {desk}</source>
        <translation>Sif dimulai di Meja {desk}</translation>
    </message>
    <message>
        <source>A note whose text is not held here</source>
        <translation>Catatan yang teksnya tidak tersimpan di sini</translation>
    </message>
    <message>
        <source>Handover sheet written</source>
        <translation>Lembar serah terima ditulis</translation>
    </message>
    <message>
        <source>Shift ended</source>
        <translation>Sif berakhir</translation>
    </message>
    <message>
        <source>Handover acknowledged</source>
        <translation>Serah terima dibaca sif berikutnya</translation>
    </message>
    <message>
        <source>Rule changed: {path}</source>
        <translation>Aturan diubah: {path}</translation>
    </message>
    <message>
        <source>{added} of {rows} rows imported</source>
        <translation>{added} dari {rows} baris diimpor</translation>
    </message>
    <message>
        <source>Held change confirmed</source>
        <translation>Tindakan yang menunggu telah disahkan</translation>
    </message>
    <message>
        <source>Held change refused</source>
        <translation>Tindakan yang menunggu telah ditolak</translation>
    </message>
    <message>
        <source>Identities exported: {rows} rows</source>
        <translation>Identitas diekspor: {rows} baris</translation>
    </message>
</context>
<context>
    <name>DetailsSection</name>
    <message>
        <source>Further questions ({count})</source>
        <translation>Pertanyaan lanjutan ({count})</translation>
    </message>
    <message>
        <source>Questions: {kind} ({count})</source>
        <translation>Tanyakan: {kind} ({count})</translation>
    </message>
</context>
<context>
    <name>Dialler</name>
    <message>
        <source>Handed to the telephone program: {number}. If none opens, dial it by hand.</source>
        <translation>Diteruskan ke program telepon: {number}. Bila tidak terbuka, tekan nomornya di pesawat telepon.</translation>
    </message>
    <message>
        <source>This computer has no telephone program. Dial {number} by hand.</source>
        <translation>Komputer ini tidak punya program telepon. Tekan {number} di pesawat telepon.</translation>
    </message>
    <message>
        <source>the number shown</source>
        <translation>nomor yang tampil</translation>
    </message>
</context>
<context>
    <name>DisplayCard</name>
    <message>
        <source>This desk</source>
        <translation>Meja ini</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Bahasa</translation>
    </message>
    <message>
        <source>Lock when idle</source>
        <translation>Kunci bila diam</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Terang</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Gelap</translation>
    </message>
    <message>
        <source>never</source>
        <translation>tidak pernah</translation>
    </message>
    <message>
        <source> minutes</source>
        <translation> menit</translation>
    </message>
</context>
<context>
    <name>DuplicatesBox</name>
    <message>
        <source>No open incident is found that may be the same.</source>
        <translation>Tidak ada kejadian terbuka yang mungkin sama.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Tampilkan</translation>
    </message>
    <message>
        <source>Part of {number}</source>
        <translation>Bagian dari {number}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Gabungkan</translation>
    </message>
    <message>
        <source>Possibly the same as</source>
        <translation>Mungkin sama dengan</translation>
    </message>
    <message>
        <source>1 caller</source>
        <translation>1 pelapor</translation>
    </message>
    <message>
        <source>{count} callers</source>
        <translation>{count} pelapor</translation>
    </message>
    <message>
        <source>{callers} · {metres} m</source>
        <translation>{callers} · {metres} m</translation>
    </message>
    <message>
        <source>near</source>
        <translation>berdekatan</translation>
    </message>
    <message>
        <source>same street</source>
        <translation>jalan sama</translation>
    </message>
    <message>
        <source>same kelurahan</source>
        <translation>kelurahan sama</translation>
    </message>
    <message>
        <source>same kecamatan</source>
        <translation>kecamatan sama</translation>
    </message>
    <message>
        <source>same day</source>
        <translation>hari sama</translation>
    </message>
    <message>
        <source>same kind</source>
        <translation>jenis sama</translation>
    </message>
    <message>
        <source>like kind</source>
        <translation>jenis serupa</translation>
    </message>
    <message>
        <source>similar words</source>
        <translation>cerita mirip</translation>
    </message>
</context>
<context>
    <name>DutyPanel</name>
    <message>
        <source>Note for the next shift  {key}</source>
        <translation>Catatan untuk sif berikutnya  {key}</translation>
    </message>
    <message>
        <source>Enter adds it, Shift+Enter begins a new line. No names or numbers of callers.</source>
        <translation>Enter menambahkan, Shift+Enter baris baru. Tanpa nama atau nomor pelapor.</translation>
    </message>
    <message>
        <source>Added to the sheet by hand  {key}</source>
        <translation>Tambahan pada lembar  {key}</translation>
    </message>
    <message>
        <source>Signed and printed with the sheet.</source>
        <translation>Ikut ditandatangani dan dicetak.</translation>
    </message>
    <message>
        <source>Write it anew</source>
        <translation>Tulis ulang</translation>
    </message>
</context>
<context>
    <name>EarlierMessage</name>
    <message>
        <source>Show</source>
        <translation>Tampilkan</translation>
    </message>
    <message>
        <source>Join {number}</source>
        <translation>Gabungkan ke {number}</translation>
    </message>
    <message>
        <source>1 call in 30 days</source>
        <translation>1 panggilan dalam 30 hari</translation>
    </message>
    <message>
        <source>{count} calls in 30 days</source>
        <translation>{count} panggilan dalam 30 hari</translation>
    </message>
    <message>
        <source>{outcome}: {count} times.</source>
        <translation>{outcome}: {count} kali.</translation>
    </message>
    <message>
        <source>last report {time}: {what} · {state}</source>
        <translation>laporan terakhir {time}: {what} · {state}</translation>
    </message>
    <message>
        <source>last {time}: {outcome}</source>
        <translation>terakhir {time}: {outcome}</translation>
    </message>
</context>
<context>
    <name>EndWords</name>
    <message>
        <source>{number} saved</source>
        <translation>{number} tersimpan</translation>
    </message>
    <message>
        <source>The report is saved</source>
        <translation>Laporan tersimpan</translation>
    </message>
    <message>
        <source>{outcome}: counted, {count} today. Without a number nobody can be called back.</source>
        <translation>{outcome}: tercatat, {count} hari ini. Tanpa nomor, tidak ada yang dapat dihubungi kembali.</translation>
    </message>
    <message>
        <source>{outcome}: counted, {count} today</source>
        <translation>{outcome}: tercatat, {count} hari ini</translation>
    </message>
</context>
<context>
    <name>EraseForm</name>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>For example: the retention period has ended</source>
        <translation>Misalnya: masa simpan sudah habis</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>Hapus selamanya</translation>
    </message>
    <message>
        <source>Erase …</source>
        <translation>Hapus …</translation>
    </message>
    <message>
        <source>Write the reason first.</source>
        <translation>Tulis alasannya dahulu.</translation>
    </message>
    <message>
        <source>{what} will be gone for good: on the server, at all desks and agencies, and in new backups. Press once more to erase, Esc to stop.</source>
        <translation>{what} akan hilang selamanya: di server, di semua meja dan instansi, dan di cadangan baru. Tekan sekali lagi untuk menghapus, Esc untuk batal.</translation>
    </message>
    <message>
        <source>{what} will be gone for good, on this PC and in new backups. Press once more to erase, Esc to stop.</source>
        <translation>{what} akan hilang selamanya, di PC ini dan di cadangan baru. Tekan sekali lagi untuk menghapus, Esc untuk batal.</translation>
    </message>
</context>
<context>
    <name>EscalationBar</name>
    <message>
        <source>Other agencies</source>
        <translation>Instansi lain</translation>
    </message>
    <message>
        <source>Escalate to {agency}</source>
        <translation>Eskalasi ke {agency}</translation>
    </message>
    <message>
        <source>{verb} {agency}</source>
        <translation>{verb} {agency}</translation>
    </message>
    <message>
        <source>{agency} no answer {clock}</source>
        <translation>{agency} belum jawab {clock}</translation>
    </message>
    <message>
        <source>{agency} {state} {time}</source>
        <translation>{agency} {state} {time}</translation>
    </message>
</context>
<context>
    <name>EscalationLine</name>
    <message>
        <source>Record answer</source>
        <translation>Catat jawaban</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Pesan</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Tarik</translation>
    </message>
    <message>
        <source>Share who called</source>
        <translation>Bagikan identitas</translation>
    </message>
    <message>
        <source>Record answer of {agency}</source>
        <translation>Catat jawaban {agency}</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>oleh {name}</translation>
    </message>
    <message>
        <source>{time} Note: {text}</source>
        <translation>{time} Catatan: {text}</translation>
    </message>
    <message>
        <source>at its own desk</source>
        <translation>di mejanya sendiri</translation>
    </message>
</context>
<context>
    <name>EscalationPanel</name>
    <message>
        <source>Choose who is told.</source>
        <translation>Pilih siapa yang diberi tahu.</translation>
    </message>
    <message>
        <source>Told by</source>
        <translation>Disampaikan lewat</translation>
    </message>
    <message>
        <source>Record as sent</source>
        <translation>Catat terkirim</translation>
    </message>
    <message>
        <source>Decree of a Status Keadaan Konflik …</source>
        <translation>Keputusan Status Keadaan Konflik …</translation>
    </message>
    <message>
        <source>{agency} was told at {time} already and is at it: {state}. {key} once more sends again.</source>
        <translation>{agency} sudah diberi tahu {time}, keadaannya: {state}. {key} sekali lagi mengirim ulang.</translation>
    </message>
    <message>
        <source>Number of the decree (PP 2/2015 art. 41)</source>
        <translation>Nomor keputusan (PP 2/2015 pasal 41)</translation>
    </message>
    <message>
        <source>Number of the decree</source>
        <translation>Nomor keputusan</translation>
    </message>
    <message>
        <source>Arrives by itself at the desk of {agency}.</source>
        <translation>Sampai sendiri di meja {agency}.</translation>
    </message>
    <message>
        <source>{agency} has a desk of its own, but this one is offline: it arrives there when the link is back. Telephone now.</source>
        <translation>{agency} punya meja sendiri, tetapi meja ini luring: baru sampai di sana bila sambungan kembali. Telepon sekarang.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Kirim</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Kirim lagi</translation>
    </message>
    <message>
        <source>told {time}</source>
        <translation>sudah {time}</translation>
    </message>
    <message>
        <source>For information and early prevention. Polri handles it; TNI helps only after a Status Keadaan Konflik was declared, and then under Polri.</source>
        <translation>Sebagai informasi untuk pencegahan dini. Penanganan oleh Polri; bantuan TNI hanya setelah Status Keadaan Konflik ditetapkan, di bawah koordinasi Polri.</translation>
    </message>
    <message>
        <source>Copied. Paste it into WhatsApp, then record it as sent.</source>
        <translation>Tersalin. Tempelkan di WhatsApp, lalu catat terkirim.</translation>
    </message>
</context>
<context>
    <name>ExportCard</name>
    <message>
        <source>Export</source>
        <translation>Ekspor</translation>
    </message>
    <message>
        <source>Reports and calls as a table; what was exported can be imported again.</source>
        <translation>Laporan dan panggilan sebagai tabel; hasil ekspor dapat diimpor lagi.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Dari</translation>
    </message>
    <message>
        <source>Up to and including</source>
        <translation>Sampai dengan</translation>
    </message>
    <message>
        <source>With names and telephone numbers</source>
        <translation>Dengan nama dan nomor telepon</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>The export and its reason are logged.</source>
        <translation>Ekspor dan alasannya dicatat.</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Ekspor …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Hentikan</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Kemajuan</translation>
    </message>
    <message>
        <source>Say why the identities are needed.</source>
        <translation>Tulis mengapa identitas diperlukan.</translation>
    </message>
    <message>
        <source>Stopped; no file was written.</source>
        <translation>Dihentikan; tidak ada berkas yang ditulis.</translation>
    </message>
    <message>
        <source>{count} rows written to {file}.</source>
        <translation>{count} baris ditulis ke {file}.</translation>
    </message>
    <message>
        <source>The identities are in it; keep the file safe.</source>
        <translation>Identitas ada di dalamnya; simpan berkas itu baik-baik.</translation>
    </message>
    <message>
        <source>{count} texts were too long for Excel and were cut.</source>
        <translation>{count} teks terlalu panjang untuk Excel dan dipotong.</translation>
    </message>
    <message>
        <source>{count} incidents without a place are not in it.</source>
        <translation>{count} kejadian tanpa tempat tidak ada di dalamnya.</translation>
    </message>
</context>
<context>
    <name>FactsSection</name>
    <message>
        <source>Place not known yet</source>
        <translation>Lokasi belum diketahui</translation>
    </message>
    <message>
        <source>{reports} reports · told to the call center {time}</source>
        <translation>{reports} laporan · dilaporkan ke pusat panggilan {time}</translation>
    </message>
    <message>
        <source>1 report · told to the call center {time}</source>
        <translation>1 laporan · dilaporkan ke pusat panggilan {time}</translation>
    </message>
    <message>
        <source>Age {span}</source>
        <translation>Umur {span}</translation>
    </message>
</context>
<context>
    <name>FileField</name>
    <message>
        <source>CSV or XLSX file with past calls</source>
        <translation>Berkas CSV atau XLSX berisi panggilan lama</translation>
    </message>
    <message>
        <source>Choose a file, drop it here, or paste its path and press Enter</source>
        <translation>Pilih berkas, seret ke sini, atau tempel alamatnya lalu tekan Enter</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>Pilih berkas …</translation>
    </message>
    <message>
        <source>Tables (*.csv *.xlsx *.xlsm *.txt *.tsv);;All files (*)</source>
        <translation>Tabel (*.csv *.xlsx *.xlsm *.txt *.tsv);;Semua berkas (*)</translation>
    </message>
    <message>
        <source>Choose a file with past calls</source>
        <translation>Pilih berkas berisi panggilan lama</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Level</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Jenis</translation>
    </message>
    <message>
        <source>Kecamatan</source>
        <translation>Kecamatan</translation>
    </message>
    <message>
        <source>Kelurahan</source>
        <translation>Kelurahan</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Instansi</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Waktu</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Hasil</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>such as 1 Oct - 30 Nov 2025</source>
        <translation>misalnya 1 Okt - 30 Nov 2025</translation>
    </message>
    <message>
        <source>A day, a month, a year or two of them with - between. Enter applies.</source>
        <translation>Hari, bulan, tahun, atau dua di antaranya dengan tanda -. Enter menerapkan.</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Hapus</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Hapus saringan</translation>
    </message>
    <message>
        <source>These days cannot be read. Write for example 23 Nov 2025 or 1/10/2025 - 31/12/2025.</source>
        <translation>Tanggal itu tidak terbaca. Tulis misalnya 23 Nov 2025 atau 1/10/2025 - 31/12/2025.</translation>
    </message>
</context>
<context>
    <name>FilterChoices</name>
    <message>
        <source>Today</source>
        <translation>Hari ini</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 hari</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 hari</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 tahun</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>Tahun lalu</translation>
    </message>
    <message>
        <source>Other days …</source>
        <translation>Tanggal lain …</translation>
    </message>
    <message>
        <source>All: {kind}</source>
        <translation>Semua: {kind}</translation>
    </message>
</context>
<context>
    <name>FirstStartPage</name>
    <message>
        <source>Type the name of the first administrator.</source>
        <translation>Isi nama administrator pertama.</translation>
    </message>
    <message>
        <source>The sample data is being prepared …</source>
        <translation>Data contoh sedang disiapkan …</translation>
    </message>
    <message>
        <source>Early detection and prevention of social conflict, Kota Madiun</source>
        <translation>Deteksi dini dan pencegahan konflik sosial, Kota Madiun</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Mulai</translation>
    </message>
    <message>
        <source>For real work at this desk. You become the first administrator and add the others later.</source>
        <translation>Untuk tugas sesungguhnya di meja ini. Anda menjadi administrator pertama dan menambahkan rekan kemudian.</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Meja</translation>
    </message>
    <message>
        <source>The letter of this desk, A to Z; it stands in every incident number.</source>
        <translation>Huruf meja ini, A sampai Z; tercantum di setiap nomor kejadian.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Nama Anda</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Gabung</translation>
    </message>
    <message>
        <source>For one more desk of a center that has a shared server. The administrator gives you a code.</source>
        <translation>Untuk meja tambahan di pusat panggilan yang sudah punya server bersama. Kodenya diberikan administrator.</translation>
    </message>
    <message>
        <source>Join with a code</source>
        <translation>Gabung dengan kode</translation>
    </message>
    <message>
        <source>Join a shared server</source>
        <translation>Gabung ke server bersama</translation>
    </message>
    <message>
        <source>The administrator prints the code with madiun-console server enrol; it works once. People and the past come by themselves; you then sign in with the name and the password you have at the other desks.</source>
        <translation>Administrator mencetak kodenya dengan madiun-console server enrol; kode itu sekali pakai. Petugas dan riwayat datang sendiri; sesudah itu masuklah dengan nama dan kata sandi yang Anda pakai di meja lain.</translation>
    </message>
    <message>
        <source>Try it with sample data</source>
        <translation>Coba dengan data contoh</translation>
    </message>
    <message>
        <source>A living queue of invented reports from the last 14 days, marked LATIHAN on every page. Practise as you like: nothing in it reaches an agency.</source>
        <translation>Antrean hidup berisi laporan rekaan 14 hari terakhir, bertanda LATIHAN di setiap halaman. Silakan berlatih: tidak ada yang sampai ke instansi.</translation>
    </message>
    <message>
        <source>Open the sample data</source>
        <translation>Buka data contoh</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Kemajuan</translation>
    </message>
    <message>
        <source>The program made a mistake. Nothing was lost; the log file has the details.</source>
        <translation>Terjadi kesalahan pada program. Tidak ada yang hilang; rinciannya di berkas log.</translation>
    </message>
</context>
<context>
    <name>ForgottenForm</name>
    <message>
        <source>Forgot the password</source>
        <translation>Lupa kata sandi</translation>
    </message>
    <message>
        <source>An administrator can set your password anew under People. An administrator who has forgotten their own uses the recovery code that was printed at the first start.</source>
        <translation>Administrator dapat membuat kata sandi baru untuk Anda di halaman Petugas. Administrator yang lupa kata sandinya sendiri memakai kode pemulihan yang dicetak saat pertama kali memulai.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Kode pemulihan</translation>
    </message>
    <message>
        <source>Five groups of five; capitals and dashes do not matter.</source>
        <translation>Lima kelompok, masing-masing lima; huruf besar dan tanda hubung tidak berpengaruh.</translation>
    </message>
    <message>
        <source>Name of the administrator</source>
        <translation>Nama administrator</translation>
    </message>
    <message>
        <source>Set the password and sign in</source>
        <translation>Simpan kata sandi dan masuk</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
</context>
<context>
    <name>HandOverForm</name>
    <message>
        <source>Choose a person from the list.</source>
        <translation>Pilih orang dari daftar.</translation>
    </message>
    <message>
        <source>{name} takes care of it already.</source>
        <translation>{name} sudah menjadi penanggung jawabnya.</translation>
    </message>
    <message>
        <source>Hand the incident over</source>
        <translation>Serahkan kejadian</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>Kepada siapa</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Serahkan</translation>
    </message>
    <message>
        <source>takes care of it now</source>
        <translation>penanggung jawab sekarang</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Tidak ada</translation>
    </message>
    <message>
        <source>back to the queue</source>
        <translation>kembali ke antrean</translation>
    </message>
</context>
<context>
    <name>HeaderLine</name>
    <message>
        <source>Not classified yet</source>
        <translation>Belum digolongkan</translation>
    </message>
    <message>
        <source>Incident {number}, level {level}</source>
        <translation>Kejadian {number}, level {level}</translation>
    </message>
</context>
<context>
    <name>HeaderSection</name>
    <message>
        <source>Review the closing</source>
        <translation>Tinjau penutupan</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Tangani</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Serahkan</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Jenis</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lokasi</translation>
    </message>
    <message>
        <source>Place not known yet</source>
        <translation>Lokasi belum diketahui</translation>
    </message>
    <message>
        <source>{callers} different callers · opened {time} by {name}, desk {desk}</source>
        <translation>{callers} pelapor · dibuka {time} oleh {name}, Meja {desk}</translation>
    </message>
    <message>
        <source>Owner: {name}</source>
        <translation>Penanggung jawab: {name}</translation>
    </message>
    <message>
        <source>No owner yet</source>
        <translation>Belum ada penanggung jawab</translation>
    </message>
    <message>
        <source>You are the owner</source>
        <translation>Anda penanggung jawabnya</translation>
    </message>
    <message>
        <source>Age {span}</source>
        <translation>Umur {span}</translation>
    </message>
    <message>
        <source>Closed {time} by {name}: {code}</source>
        <translation>Ditutup {time} oleh {name}: {code}</translation>
    </message>
    <message>
        <source>Raise to {level}</source>
        <translation>Naikkan ke {level}</translation>
    </message>
    <message>
        <source>Lower to {level} …</source>
        <translation>Turunkan ke {level} …</translation>
    </message>
    <message>
        <source>Lower to {level} (supervisor)</source>
        <translation>Turunkan ke {level} (supervisor)</translation>
    </message>
</context>
<context>
    <name>HeldBar</name>
    <message>
        <source>Only an administrator decides about this.</source>
        <translation>Hanya administrator yang memutuskan ini.</translation>
    </message>
    <message>
        <source>Confirm {count}</source>
        <translation>Sahkan {count}</translation>
    </message>
    <message>
        <source>Refuse {count} …</source>
        <translation>Tolak {count} …</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Sahkan</translation>
    </message>
    <message>
        <source>Refuse …</source>
        <translation>Tolak …</translation>
    </message>
    <message>
        <source>Choose all like it</source>
        <translation>Pilih semua yang serupa</translation>
    </message>
    <message>
        <source>Open the incident</source>
        <translation>Buka kejadiannya</translation>
    </message>
</context>
<context>
    <name>HeldBox</name>
    <message>
        <source>Confirm or refuse</source>
        <translation>Sahkan atau tolak</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>dan {count} lagi</translation>
    </message>
</context>
<context>
    <name>HeldCard</name>
    <message>
        <source>Why it waits</source>
        <translation>Mengapa menunggu</translation>
    </message>
    <message>
        <source>{count} acts are chosen</source>
        <translation>{count} tindakan dipilih</translation>
    </message>
</context>
<context>
    <name>HeldPage</name>
    <message>
        <source>To be confirmed</source>
        <translation>Pengesahan</translation>
    </message>
    <message>
        <source>The server holds these acts. They are in the log and count once they are confirmed.</source>
        <translation>Server menahan tindakan ini. Semuanya tercatat, dan berlaku sesudah disahkan.</translation>
    </message>
    <message>
        <source>Acts that wait to be confirmed</source>
        <translation>Tindakan yang menunggu pengesahan</translation>
    </message>
    <message>
        <source>Nothing waits to be confirmed.</source>
        <translation>Tidak ada yang menunggu pengesahan.</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Membaca …</translation>
    </message>
    <message>
        <source>name used already</source>
        <translation>nama sudah dipakai</translation>
    </message>
    <message>
        <source>confirmed …</source>
        <translation>disahkan …</translation>
    </message>
    <message>
        <source>refused …</source>
        <translation>ditolak …</translation>
    </message>
    <message>
        <source>Decided about {count}; it takes effect everywhere as soon as the server has it.</source>
        <translation>{count} tindakan diputuskan; berlaku di semua meja begitu sampai di server.</translation>
    </message>
</context>
<context>
    <name>HeldWatch</name>
    <message>
        <source>The server holds what you did until a supervisor confirms it. It is kept; until then it does not count.</source>
        <translation>Tindakan Anda menunggu pengesahan supervisor. Tercatat dan tidak hilang, tetapi belum berlaku.</translation>
    </message>
    <message>
        <source>Of what you did {confirmed} were confirmed and {refused} refused.</source>
        <translation>Dari tindakan Anda, {confirmed} disahkan dan {refused} ditolak.</translation>
    </message>
    <message>
        <source>{name} confirmed what you did: {what}</source>
        <translation>{name} mengesahkan tindakan Anda: {what}</translation>
    </message>
    <message>
        <source>{name} refused what you did: {what}</source>
        <translation>{name} menolak tindakan Anda: {what}</translation>
    </message>
    <message>
        <source>1 act waits to be confirmed</source>
        <translation>1 tindakan menunggu pengesahan</translation>
    </message>
    <message>
        <source>{count} acts wait to be confirmed</source>
        <translation>{count} tindakan menunggu pengesahan</translation>
    </message>
</context>
<context>
    <name>HeldWords</name>
    <message>
        <source>somebody unknown here</source>
        <translation>orang yang belum dikenal di sini</translation>
    </message>
    <message>
        <source>{name}, desk {letter}</source>
        <translation>{name}, meja {letter}</translation>
    </message>
    <message>
        <source>It needs the person&apos;s own login on the server, and came over the desk&apos;s login: it was done offline, or the server does not know their password yet.</source>
        <translation>Tindakan ini perlu login pribadi di server, tetapi datang lewat login meja: dilakukan saat luring, atau server belum mengenal kata sandinya.</translation>
    </message>
    <message>
        <source>The role that the server knows for this person is not enough for it.</source>
        <translation>Peran orang ini menurut server tidak cukup untuk tindakan ini.</translation>
    </message>
    <message>
        <source>It was brought along by a desk that worked alone before. People and rules of such a desk hold only when an administrator confirms them.</source>
        <translation>Dibawa oleh meja yang dahulu bekerja sendiri. Petugas dan aturan dari meja seperti itu berlaku hanya bila disahkan administrator.</translation>
    </message>
    <message>
        <source>The server does not know this kind of act yet: bring the server up to date.</source>
        <translation>Server belum mengenal jenis tindakan ini: perbarui servernya.</translation>
    </message>
    <message>
        <source>The account of this person was disabled already.</source>
        <translation>Akun orang ini sudah dinonaktifkan.</translation>
    </message>
    <message>
        <source>A desk of an agency may only answer and note; this is more.</source>
        <translation>Meja instansi hanya boleh menjawab dan mencatat; ini melebihi itu.</translation>
    </message>
    <message>
        <source>What it answers was not given to this agency, or was taken back.</source>
        <translation>Yang dijawab tidak diteruskan ke instansi ini, atau sudah ditarik.</translation>
    </message>
    <message>
        <source>It comes from another call center.</source>
        <translation>Berasal dari pusat panggilan lain.</translation>
    </message>
    <message>
        <source>This agency was enrolled without the right to read identities.</source>
        <translation>Instansi ini didaftarkan tanpa hak membaca identitas.</translation>
    </message>
    <message>
        <source>This person belongs to another desk: an agency&apos;s, or the call center&apos;s.</source>
        <translation>Petugas ini milik meja lain: meja instansi, atau meja pusat panggilan.</translation>
    </message>
    <message>
        <source>The server could not read it. Tell whoever takes care of the program.</source>
        <translation>Server tidak dapat membacanya. Beri tahu pengelola program.</translation>
    </message>
    <message>
        <source>Held by the server: {reason}</source>
        <translation>Ditahan server: {reason}</translation>
    </message>
    <message>
        <source>own login missing</source>
        <translation>tanpa login pribadi</translation>
    </message>
    <message>
        <source>role not enough</source>
        <translation>peran tidak cukup</translation>
    </message>
    <message>
        <source>of an adopted desk</source>
        <translation>dari meja yang bergabung</translation>
    </message>
    <message>
        <source>unknown to the server</source>
        <translation>belum dikenal server</translation>
    </message>
    <message>
        <source>account disabled</source>
        <translation>akun nonaktif</translation>
    </message>
    <message>
        <source>not for an agency</source>
        <translation>bukan wewenang instansi</translation>
    </message>
    <message>
        <source>not given to it</source>
        <translation>bukan untuk instansi itu</translation>
    </message>
    <message>
        <source>another center</source>
        <translation>pusat lain</translation>
    </message>
    <message>
        <source>agency may not</source>
        <translation>instansi tidak berhak</translation>
    </message>
    <message>
        <source>person of another desk</source>
        <translation>petugas meja lain</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>tidak terbaca</translation>
    </message>
    <message>
        <source>An administrator gives the role at a desk that is connected; a supervisor confirms meanwhile.</source>
        <translation>Administrator memberikan peran itu di meja yang tersambung; sementara itu supervisor yang mengesahkan.</translation>
    </message>
    <message>
        <source>If it happens to this person again, an administrator sets their password once on the page People.</source>
        <translation>Bila terjadi lagi pada orang ini, administrator menyetel kata sandinya sekali di halaman Petugas.</translation>
    </message>
    <message>
        <source>The server does not know your password yet: ask an administrator to set your password once.</source>
        <translation>Server belum mengenal kata sandi Anda: minta administrator menyetel kata sandi Anda sekali.</translation>
    </message>
    <message>
        <source>It was sent without your own login: done while offline, and you had signed out when the server was back. Your login works now: you may confirm it yourself on the page To be confirmed.</source>
        <translation>Terkirim tanpa login Anda sendiri: dilakukan selama luring, dan Anda sudah keluar ketika server kembali. Sekarang login Anda bekerja: sahkan sendiri di halaman Pengesahan.</translation>
    </message>
    <message>
        <source>You signed in while offline: stay signed in until the server is back.</source>
        <translation>Anda masuk selama luring: tetaplah masuk sampai server kembali.</translation>
    </message>
    <message>
        <source>Somebody is called {name} already. Confirmed, two people of that name may sign in; they are told apart by the desk where they were added. If it is the same person, refuse this, or confirm it and disable one on the page People.</source>
        <translation>Sudah ada petugas bernama {name}. Bila disahkan, dua orang bernama sama dapat masuk; keduanya dibedakan dengan meja tempat mereka ditambahkan. Bila orangnya sama, tolak ini, atau sahkan lalu nonaktifkan salah satunya di halaman Petugas.</translation>
    </message>
    <message>
        <source>{name} has decided, but the server does not know their password: somebody else must confirm.</source>
        <translation>{name} sudah memutuskan, tetapi server belum mengenal kata sandinya: harus orang lain yang mengesahkan.</translation>
    </message>
    <message>
        <source>Confirmed by {name}; it counts as soon as the server has it.</source>
        <translation>Disahkan oleh {name}; berlaku begitu sampai di server.</translation>
    </message>
    <message>
        <source>Refused by {name}; on its way to the server.</source>
        <translation>Ditolak oleh {name}; sedang dikirim ke server.</translation>
    </message>
    <message>
        <source>1 act waits to be confirmed</source>
        <translation>1 tindakan menunggu pengesahan</translation>
    </message>
    <message>
        <source>{count} acts wait to be confirmed</source>
        <translation>{count} tindakan menunggu pengesahan</translation>
    </message>
</context>
<context>
    <name>HelpPanel</name>
    <message>
        <source>On this page</source>
        <translation>Di halaman ini</translation>
    </message>
    <message>
        <source>Keys and language</source>
        <translation>Tombol dan bahasa</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Bahasa</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tombol</translation>
    </message>
    <message>
        <source>This list, and the language</source>
        <translation>Daftar ini dan pilihan bahasa</translation>
    </message>
    <message>
        <source>Take a call, from anywhere</source>
        <translation>Terima panggilan, dari mana saja</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Kunci</translation>
    </message>
    <message>
        <source>Change person</source>
        <translation>Ganti petugas</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Terang atau gelap</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Di mana saja</translation>
    </message>
</context>
<context>
    <name>IdentityBox</name>
    <message>
        <source>Nothing was noted about who called.</source>
        <translation>Tidak ada catatan tentang pelapor.</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Telepon</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Sembunyikan</translation>
    </message>
    <message>
        <source>Hidden again in {seconds} s. This was logged.</source>
        <translation>Tersembunyi lagi dalam {seconds} dtk. Pembukaan ini dicatat.</translation>
    </message>
</context>
<context>
    <name>ImportPanel</name>
    <message>
        <source>Import</source>
        <translation>Impor</translation>
    </message>
    <message>
        <source>Columns of the file and what they go in as</source>
        <translation>Kolom berkas dan masuknya sebagai apa</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Yang ditemukan</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Kemajuan</translation>
    </message>
    <message>
        <source>Check the whole file</source>
        <translation>Periksa seluruh berkas</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>Masukkan</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Hentikan</translation>
    </message>
</context>
<context>
    <name>ImportWords</name>
    <message>
        <source>tab</source>
        <translation>tab</translation>
    </message>
    <message>
        <source>blank</source>
        <translation>spasi</translation>
    </message>
    <message>
        <source>separator {sign}</source>
        <translation>pemisah {sign}</translation>
    </message>
    <message>
        <source>header in row {row}</source>
        <translation>judul kolom di baris {row}</translation>
    </message>
    <message>
        <source>{count} of {all} columns known</source>
        <translation>{count} dari {all} kolom dikenali</translation>
    </message>
    <message>
        <source>(left out)</source>
        <translation>(tidak diambil)</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(kosong)</translation>
    </message>
    <message>
        <source>{column}: “{word}”</source>
        <translation>{column}: “{word}”</translation>
    </message>
    <message>
        <source>not known, choose a meaning</source>
        <translation>tidak dikenal, pilih artinya</translation>
    </message>
    <message>
        <source>{reports} reports and {calls} calls that were no incident would go in; {known} are there already, {refused} cannot be read.</source>
        <translation>{reports} laporan dan {calls} panggilan bukan kejadian akan masuk; {known} sudah ada, {refused} tidak terbaca.</translation>
    </message>
    <message>
        <source>{reports} reports and {calls} calls that were no incident went in; {known} were there already, {refused} could not be read.</source>
        <translation>{reports} laporan dan {calls} panggilan bukan kejadian sudah masuk; {known} sudah ada, {refused} tidak terbaca.</translation>
    </message>
    <message>
        <source>{open} of them are open and would stand in the queue.</source>
        <translation>{open} di antaranya terbuka dan akan ada di antrean.</translation>
    </message>
    <message>
        <source>{open} of them are open and stand in the queue.</source>
        <translation>{open} di antaranya terbuka dan ada di antrean.</translation>
    </message>
    <message>
        <source>Stopped: what went in stays. Import the file again to complete it.</source>
        <translation>Dihentikan: yang sudah masuk tetap tersimpan. Impor lagi berkas itu untuk melengkapinya.</translation>
    </message>
    <message>
        <source>Mend the rows in {file}, then import that file.</source>
        <translation>Perbaiki barisnya di {file}, lalu impor berkas itu.</translation>
    </message>
    <message>
        <source>Row {row}: {reason}</source>
        <translation>Baris {row}: {reason}</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… dan {count} lagi</translation>
    </message>
    <message>
        <source>now</source>
        <translation>sekarang</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} baris</translation>
    </message>
</context>
<context>
    <name>InPlaceForm</name>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
</context>
<context>
    <name>IncidentPane</name>
    <message>
        <source>This incident is not known on this PC</source>
        <translation>Kejadian ini tidak ada di komputer ini</translation>
    </message>
    <message>
        <source>No incident chosen</source>
        <translation>Belum ada kejadian yang dipilih</translation>
    </message>
    <message>
        <source>Choose one in the list with the arrow keys. F2 takes a new call.</source>
        <translation>Pilih di daftar dengan tombol panah. F2 menerima panggilan baru.</translation>
    </message>
</context>
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
    <name>IntakePane</name>
    <message>
        <source>The report that was not saved yet is back as it was</source>
        <translation>Laporan yang belum disimpan sudah kembali seperti semula</translation>
    </message>
    <message>
        <source>The call was thrown away.</source>
        <translation>Isian panggilan dibuang.</translation>
    </message>
</context>
<context>
    <name>JoinForm</name>
    <message>
        <source>Asking the server …</source>
        <translation>Menghubungi server …</translation>
    </message>
    <message>
        <source>People and the past are being loaded: {done} of {all}</source>
        <translation>Petugas dan riwayat dimuat: {done} dari {all}</translation>
    </message>
    <message>
        <source>Code to join</source>
        <translation>Kode gabung</translation>
    </message>
    <message>
        <source>Paste it or type it; capitals, dashes and line breaks do not matter.</source>
        <translation>Tempel atau ketik; huruf besar, tanda hubung, dan ganti baris tidak berpengaruh.</translation>
    </message>
    <message>
        <source>Test and join</source>
        <translation>Uji dan gabung</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Kemajuan</translation>
    </message>
    <message>
        <source>Server {host}, port {port}</source>
        <translation>Server {host}, port {port}</translation>
    </message>
    <message>
        <source>desk of the agency {agency}</source>
        <translation>meja instansi {agency}</translation>
    </message>
    <message>
        <source>desk {letter}</source>
        <translation>meja {letter}</translation>
    </message>
    <message>
        <source>{where} · {whose} · this code has expired</source>
        <translation>{where} · {whose} · kode ini sudah kedaluwarsa</translation>
    </message>
    <message>
        <source>{where} · {whose} · good until {time}</source>
        <translation>{where} · {whose} · berlaku sampai {time}</translation>
    </message>
</context>
<context>
    <name>KindField</name>
    <message>
        <source>Kind</source>
        <translation>Jenis</translation>
    </message>
    <message>
        <source>Type part of its name</source>
        <translation>Ketik sebagian namanya</translation>
    </message>
    <message>
        <source>suggested, saved as shown</source>
        <translation>saran, ikut tersimpan</translation>
    </message>
    <message>
        <source>not a kind yet</source>
        <translation>belum ada jenisnya</translation>
    </message>
</context>
<context>
    <name>KindForm</name>
    <message>
        <source>Choose a kind from the list.</source>
        <translation>Pilih jenis dari daftar.</translation>
    </message>
    <message>
        <source>Another kind of incident</source>
        <translation>Ubah jenis kejadian</translation>
    </message>
    <message>
        <source>Kind, by any word of its name</source>
        <translation>Jenis, ketik sebagian namanya</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ubah</translation>
    </message>
</context>
<context>
    <name>LateWords</name>
    <message>
        <source>Promises to call back that are late</source>
        <translation>Janji menghubungi kembali yang terlambat</translation>
    </message>
    <message>
        <source>Every promise to call back was kept so far.</source>
        <translation>Semua janji menghubungi kembali sudah ditepati.</translation>
    </message>
    <message>
        <source>Due {time}, {late}</source>
        <translation>Batasnya {time}, {late}</translation>
    </message>
    <message>
        <source>Noted by {name}</source>
        <translation>Dicatat oleh {name}</translation>
    </message>
</context>
<context>
    <name>LaterPages</name>
    <message>
        <source>Call back</source>
        <translation>Hubungi</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Tinjauan</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Sif</translation>
    </message>
    <message>
        <source>Recap</source>
        <translation>Rekap</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Retensi</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Petugas</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Setelan</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Sahkan</translation>
    </message>
</context>
<context>
    <name>LevelBox</name>
    <message>
        <source>Accept suggestions</source>
        <translation>Terima saran</translation>
    </message>
    <message>
        <source>Raise</source>
        <translation>Naikkan</translation>
    </message>
    <message>
        <source>Back to the suggestion</source>
        <translation>Kembali ke saran</translation>
    </message>
    <message>
        <source>Only a supervisor lowers a level, after saving and with a reason</source>
        <translation>Hanya supervisor yang menurunkan level, sesudah disimpan dan dengan alasan</translation>
    </message>
    <message>
        <source>raised by hand;</source>
        <translation>dinaikkan operator;</translation>
    </message>
    <message>
        <source>suggested:</source>
        <translation>disarankan:</translation>
    </message>
    <message>
        <source>no warning sign yet</source>
        <translation>belum ada tanda bahaya</translation>
    </message>
    <message>
        <source>suggested: {level} ({reasons})</source>
        <translation>saran: {level} ({reasons})</translation>
    </message>
    <message>
        <source>usual for this kind</source>
        <translation>lazim untuk jenis ini</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} lagi</translation>
    </message>
    <message>
        <source>The narrative hints at: {signs}</source>
        <translation>Cerita menyebut: {signs}</translation>
    </message>
    <message>
        <source>{hints} → {level}</source>
        <translation>{hints} → {level}</translation>
    </message>
</context>
<context>
    <name>LinkWords</name>
    <message>
        <source>Stored on this PC</source>
        <translation>Tersimpan di PC ini</translation>
    </message>
    <message>
        <source>This desk works without a server.</source>
        <translation>Meja ini bekerja tanpa server.</translation>
    </message>
    <message>
        <source>Connecting to the server …</source>
        <translation>Menyambung ke server …</translation>
    </message>
    <message>
        <source>This computer is not enrolled at the server any more</source>
        <translation>Komputer ini tidak terdaftar lagi di server</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>Luring sejak {time}</translation>
    </message>
    <message>
        <source>Connected, asks every 10 seconds</source>
        <translation>Tersambung, bertanya tiap 10 detik</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Langsung</translation>
    </message>
    <message>
        <source>Work goes on: everything is stored here and sent when the server is back.</source>
        <translation>Pekerjaan jalan terus: semuanya disimpan di sini dan dikirim begitu server kembali.</translation>
    </message>
    <message>
        <source>Calls can be taken meanwhile; the queue and the search fill up.</source>
        <translation>Telepon sudah dapat diterima; antrean dan pencarian terisi sambil jalan.</translation>
    </message>
    <message>
        <source>Set this PC&apos;s clock; nothing is refused meanwhile.</source>
        <translation>Betulkan jam PC ini; sementara itu tidak ada yang ditolak.</translation>
    </message>
    <message>
        <source>Everything is sent</source>
        <translation>Semua sudah terkirim</translation>
    </message>
    <message>
        <source>The past is being loaded: {done} of {all}</source>
        <translation>Riwayat masih dimuat: {done} dari {all}</translation>
    </message>
    <message>
        <source>1 not sent yet</source>
        <translation>1 belum terkirim</translation>
    </message>
    <message>
        <source>{count} not sent yet</source>
        <translation>{count} belum terkirim</translation>
    </message>
    <message>
        <source>shared data not here yet</source>
        <translation>data belum ada</translation>
    </message>
    <message>
        <source>shared data {span} old</source>
        <translation>data {span} lalu</translation>
    </message>
    <message>
        <source>No complete exchange with the server yet</source>
        <translation>Belum pernah bertukar data lengkap dengan server</translation>
    </message>
    <message>
        <source>Last complete exchange: {time}</source>
        <translation>Pertukaran lengkap terakhir: {time}</translation>
    </message>
    <message>
        <source>not compared since the program was started</source>
        <translation>belum dibandingkan sejak program dibuka</translation>
    </message>
    <message>
        <source>agrees with the server&apos;s</source>
        <translation>sama dengan jam server</translation>
    </message>
    <message>
        <source>This PC&apos;s clock is {span} ahead</source>
        <translation>Jam PC ini {span} lebih cepat</translation>
    </message>
    <message>
        <source>This PC&apos;s clock is {span} behind</source>
        <translation>Jam PC ini {span} lebih lambat</translation>
    </message>
    <message>
        <source>Works: acts that need your role count at once.</source>
        <translation>Berfungsi: tindakan yang perlu peran Anda langsung berlaku.</translation>
    </message>
    <message>
        <source>Not used yet: the server was not there since you signed in. Stay signed in until it is back; what you do meanwhile counts then.</source>
        <translation>Belum dipakai: server tidak terjangkau sejak Anda masuk. Tetaplah masuk sampai server kembali; yang Anda lakukan sementara itu berlaku sesudahnya.</translation>
    </message>
    <message>
        <source>Not used yet.</source>
        <translation>Belum dipakai.</translation>
    </message>
    <message>
        <source>The server does not know your password yet, so acts that need your role wait to be confirmed. Ask an administrator to set your password once under People.</source>
        <translation>Server belum mengenal kata sandi Anda, jadi tindakan yang perlu peran Anda menunggu pengesahan. Minta administrator menyetel kata sandi Anda sekali di halaman Petugas.</translation>
    </message>
    <message>
        <source>None is needed for your role.</source>
        <translation>Tidak diperlukan untuk peran Anda.</translation>
    </message>
    <message>
        <source>None: this computer is not enrolled any more</source>
        <translation>Tidak ada: komputer ini tidak terdaftar lagi</translation>
    </message>
    <message>
        <source>Alone, without a server</source>
        <translation>Sendiri, tanpa server</translation>
    </message>
</context>
<context>
    <name>ListExport</name>
    <message>
        <source>Excel workbook (*.xlsx);;CSV (*.csv)</source>
        <translation>Buku kerja Excel (*.xlsx);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>Ekspor daftar</translation>
    </message>
    <message>
        <source>{count} rows exported to {file}, identities masked.</source>
        <translation>{count} baris diekspor ke {file}, identitas tersamar.</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Locked · {name}</source>
        <translation>Terkunci · {name}</translation>
    </message>
    <message>
        <source>A call in progress is kept as it was. The queue goes on, and alarms still sound.</source>
        <translation>Panggilan yang sedang dicatat tetap tersimpan. Antrean terus berjalan dan alarm tetap berbunyi.</translation>
    </message>
    <message>
        <source>Password of {name}</source>
        <translation>Kata sandi {name}</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Memeriksa …</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Buka kunci</translation>
    </message>
    <message>
        <source>Somebody else (Ctrl+Shift+P)</source>
        <translation>Ganti petugas (Ctrl+Shift+P)</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Jam</translation>
    </message>
    <message>
        <source>The password is wrong.</source>
        <translation>Kata sandi salah.</translation>
    </message>
    <message>
        <source>Too many wrong passwords. The next try is possible in {seconds} s.</source>
        <translation>Terlalu banyak kata sandi salah. Coba lagi dalam {seconds} detik.</translation>
    </message>
</context>
<context>
    <name>LookView</name>
    <message>
        <source>Open the incident</source>
        <translation>Buka kejadiannya</translation>
    </message>
    <message>
        <source>To the list of call-backs</source>
        <translation>Ke daftar Hubungi</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Membaca …</translation>
    </message>
</context>
<context>
    <name>LowerForm</name>
    <message>
        <source>Lower the level to {level}</source>
        <translation>Turunkan level ke {level}</translation>
    </message>
    <message>
        <source>Lower</source>
        <translation>Turunkan</translation>
    </message>
</context>
<context>
    <name>LoweredWords</name>
    <message>
        <source>Levels that were lowered</source>
        <translation>Level yang diturunkan</translation>
    </message>
    <message>
        <source>No level was lowered yet.</source>
        <translation>Belum ada level yang diturunkan.</translation>
    </message>
    <message>
        <source>From {before} to {after}</source>
        <translation>Dari {before} ke {after}</translation>
    </message>
    <message>
        <source>{time} by {name}</source>
        <translation>{time} oleh {name}</translation>
    </message>
    <message>
        <source>Level now: {level}</source>
        <translation>Level sekarang: {level}</translation>
    </message>
    <message>
        <source>The reason is not held by this PC.</source>
        <translation>Alasannya tidak disimpan di PC ini.</translation>
    </message>
    <message>
        <source>Not classified yet</source>
        <translation>Belum digolongkan</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Your role is now {role}.</source>
        <translation>Peran Anda sekarang {role}.</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Antrean</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Telepon</translation>
    </message>
</context>
<context>
    <name>MatchModel</name>
    <message>
        <source>In the file</source>
        <translation>Di berkas</translation>
    </message>
    <message>
        <source>For example</source>
        <translation>Contoh</translation>
    </message>
    <message>
        <source>Goes in as</source>
        <translation>Masuk sebagai</translation>
    </message>
</context>
<context>
    <name>MessageBox</name>
    <message>
        <source>Message (names and numbers of callers are never in it)</source>
        <translation>Pesan (nama dan nomor pelapor tidak pernah ikut)</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Pesan</translation>
    </message>
    <message>
        <source>Copy for WhatsApp</source>
        <translation>Salin untuk WhatsApp</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>Naskah telepon</translation>
    </message>
    <message>
        <source>Call {number}</source>
        <translation>Telepon {number}</translation>
    </message>
    <message>
        <source>Open WhatsApp</source>
        <translation>Buka WhatsApp</translation>
    </message>
    <message>
        <source>Prepared text again</source>
        <translation>Kembali ke teks awal</translation>
    </message>
    <message>
        <source>This looks like a telephone number. Who called must never be in a message.</source>
        <translation>Ini seperti nomor telepon. Identitas pelapor tidak boleh ada dalam pesan.</translation>
    </message>
</context>
<context>
    <name>NewEntry</name>
    <message>
        <source>New step</source>
        <translation>Langkah baru</translation>
    </message>
    <message>
        <source>New closing code</source>
        <translation>Kode penutup baru</translation>
    </message>
    <message>
        <source>Text of the new step</source>
        <translation>Teks langkah baru</translation>
    </message>
    <message>
        <source>Text of the new closing code</source>
        <translation>Teks kode penutup baru</translation>
    </message>
</context>
<context>
    <name>NewPassword</name>
    <message>
        <source>Type a new password.</source>
        <translation>Isi kata sandi baru.</translation>
    </message>
    <message>
        <source>The two passwords differ. Type them again.</source>
        <translation>Kedua kata sandi berbeda. Ketik ulang.</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Kata sandi baru</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>Ulangi kata sandi</translation>
    </message>
</context>
<context>
    <name>NewPersonForm</name>
    <message>
        <source>Call center</source>
        <translation>Pusat panggilan</translation>
    </message>
    <message>
        <source>Type the name.</source>
        <translation>Isi namanya.</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Tambah petugas</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>As it is to stand in the log, unlike anybody else&apos;s.</source>
        <translation>Seperti akan tercatat di log, berbeda dari nama lain.</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Peran</translation>
    </message>
    <message>
        <source>Signs in at</source>
        <translation>Masuk di</translation>
    </message>
    <message>
        <source>The call center, or an agency that has a desk of its own.</source>
        <translation>Pusat panggilan, atau instansi yang punya meja sendiri.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Tambah</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>No agency has been told yet: {span} left</source>
        <translation>Belum ada instansi yang diberi tahu: {span} lagi</translation>
    </message>
    <message>
        <source>No agency has been told yet: late by {span}</source>
        <translation>Belum ada instansi yang diberi tahu: lewat {span}</translation>
    </message>
    <message>
        <source>{agency} does not take it ({time}).</source>
        <translation>{agency} tidak dapat menangani ({time}).</translation>
    </message>
    <message>
        <source>{agency} could not be reached.</source>
        <translation>{agency} tidak terhubung.</translation>
    </message>
    <message>
        <source>The limit of {limit} for an answer of {agency} has passed.</source>
        <translation>Batas jawab {agency} {limit} sudah lewat.</translation>
    </message>
    <message>
        <source>{count} more are waiting.</source>
        <translation>{count} lagi menunggu.</translation>
    </message>
    <message>
        <source>Call {agency}</source>
        <translation>Telepon {agency}</translation>
    </message>
    <message>
        <source>Go up to {agency}</source>
        <translation>Naikkan ke {agency}</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Kirim ulang</translation>
    </message>
    <message>
        <source>Another agency</source>
        <translation>Instansi lain</translation>
    </message>
</context>
<context>
    <name>NoteFoot</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Close with a code …</source>
        <translation>Tutup dengan kode …</translation>
    </message>
    <message>
        <source>Reopen …</source>
        <translation>Buka kembali …</translation>
    </message>
    <message>
        <source>Note for the call center only</source>
        <translation>Catatan khusus call center</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>Tambah catatan</translation>
    </message>
    <message>
        <source>{name} …  {key}</source>
        <translation>{name} …  {key}</translation>
    </message>
    <message>
        <source>Enter adds it, Esc goes to the list · {key}: for the call center only</source>
        <translation>Enter menyimpan, Esc ke daftar · {key}: khusus call center</translation>
    </message>
    <message>
        <source>Call center only: agencies never see this note · {key}: for all</source>
        <translation>Khusus call center, tidak pernah terlihat instansi · {key}: untuk semua</translation>
    </message>
</context>
<context>
    <name>NotesSection</name>
    <message>
        <source>Names of groups, remarks (restricted)</source>
        <translation>Nama kelompok, catatan (terbatas)</translation>
    </message>
    <message>
        <source>Names of groups</source>
        <translation>Nama kelompok</translation>
    </message>
    <message>
        <source>restricted: never sent to an agency</source>
        <translation>terbatas: tidak pernah dikirim ke instansi</translation>
    </message>
    <message>
        <source>Remarks for the call center</source>
        <translation>Catatan untuk call center</translation>
    </message>
    <message>
        <source>restricted</source>
        <translation>terbatas</translation>
    </message>
</context>
<context>
    <name>OutcomesBar</name>
    <message>
        <source>No incident: one key</source>
        <translation>Bukan kejadian: satu tombol</translation>
    </message>
    <message>
        <source>{count} today</source>
        <translation>{count} hari ini</translation>
    </message>
</context>
<context>
    <name>PaneFrame</name>
    <message>
        <source>Incident</source>
        <translation>Kejadian</translation>
    </message>
    <message>
        <source>This incident cannot be shown</source>
        <translation>Kejadian ini tidak dapat ditampilkan</translation>
    </message>
    <message>
        <source>Something in it cannot be read; the details are in the log. All others can be worked on.</source>
        <translation>Ada isinya yang tidak terbaca; rinciannya di log. Semua kejadian lain dapat dikerjakan.</translation>
    </message>
</context>
<context>
    <name>PaperTimes</name>
    <message>
        <source>Happened</source>
        <translation>Terjadi</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>Dilaporkan</translation>
    </message>
</context>
<context>
    <name>PasswordCard</name>
    <message>
        <source>My password</source>
        <translation>Kata sandi saya</translation>
    </message>
    <message>
        <source>Of {name}, at every desk of this center.</source>
        <translation>Milik {name}, di semua meja pusat panggilan ini.</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>Kata sandi sekarang</translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation>Ganti kata sandi</translation>
    </message>
    <message>
        <source>The new password holds from now on.</source>
        <translation>Kata sandi baru berlaku mulai sekarang.</translation>
    </message>
    <message>
        <source>The present password is wrong.</source>
        <translation>Kata sandi sekarang salah.</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Hide</source>
        <translation>Sembunyikan</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Tampilkan</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>Sembunyikan kata sandi</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Tampilkan kata sandi</translation>
    </message>
</context>
<context>
    <name>PastBox</name>
    <message>
        <source>Before</source>
        <translation>Sebelumnya</translation>
    </message>
    <message>
        <source>Here before: {count} in a year, last {latest}</source>
        <translation>Di sini sebelumnya: {count} dalam setahun, terakhir {latest}</translation>
    </message>
    <message>
        <source>Of this kind in the kelurahan: {count} in a year</source>
        <translation>Jenis ini di kelurahan: {count} dalam setahun</translation>
    </message>
</context>
<context>
    <name>PastSection</name>
    <message>
        <source>Before</source>
        <translation>Sebelumnya</translation>
    </message>
</context>
<context>
    <name>PastView</name>
    <message>
        <source>Place</source>
        <translation>Tempat ini</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nomor ini</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Jenis ini</translation>
    </message>
    <message>
        <source>What happened before</source>
        <translation>Yang terjadi sebelumnya</translation>
    </message>
    <message>
        <source>{day}: {note}</source>
        <translation>{day}: {note}</translation>
    </message>
    <message>
        <source>Nothing to go by yet: it takes a number, or a kelurahan with a street, a landmark or a kind.</source>
        <translation>Belum ada pegangan: perlu nomor, atau kelurahan dengan jalan, patokan, atau jenis.</translation>
    </message>
    <message>
        <source>within {metres} m</source>
        <translation>dalam {metres} m</translation>
    </message>
    <message>
        <source>same street or landmark in the kelurahan</source>
        <translation>jalan atau patokan yang sama di kelurahan ini</translation>
    </message>
    <message>
        <source>same kind in the kelurahan</source>
        <translation>jenis yang sama di kelurahan ini</translation>
    </message>
    <message>
        <source>Nothing was recorded before ({about}).</source>
        <translation>Belum pernah tercatat ({about}).</translation>
    </message>
    <message>
        <source>It happens again: {count} before within 30 days at this place. See what was done then, so that it ends.</source>
        <translation>Terulang: sudah {count} dalam 30 hari di tempat ini. Lihat apa yang dilakukan waktu itu, supaya jangan terulang.</translation>
    </message>
</context>
<context>
    <name>PastWords</name>
    <message>
        <source>Not classified yet</source>
        <translation>Belum digolongkan</translation>
    </message>
    <message>
        <source>{metres} m</source>
        <translation>{metres} m</translation>
    </message>
    <message>
        <source>30 days: {month} · 1 year: {year} · all: {all}</source>
        <translation>30 hari: {month} · 1 tahun: {year} · semua: {all}</translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Peran</translation>
    </message>
    <message>
        <source>Signs in at</source>
        <translation>Masuk di</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Akses</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Sejak</translation>
    </message>
    <message>
        <source>Call center</source>
        <translation>Pusat panggilan</translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation>{name} (Anda)</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Dinonaktifkan</translation>
    </message>
    <message>
        <source>May sign in</source>
        <translation>Boleh masuk</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>People</source>
        <translation>Petugas</translation>
    </message>
    <message>
        <source>Who may sign in at the desks. Nothing that was logged is ever changed here.</source>
        <translation>Siapa yang boleh masuk di meja-meja ini. Yang sudah tercatat tidak pernah diubah dari sini.</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Tambah petugas</translation>
    </message>
    <message>
        <source>{name} was added.</source>
        <translation>{name} ditambahkan.</translation>
    </message>
    <message>
        <source>The role is now {role}.</source>
        <translation>Perannya sekarang {role}.</translation>
    </message>
    <message>
        <source>The new password holds from now on.</source>
        <translation>Kata sandi baru berlaku mulai sekarang.</translation>
    </message>
    <message>
        <source>May sign in again.</source>
        <translation>Boleh masuk lagi.</translation>
    </message>
    <message>
        <source>Can no longer sign in.</source>
        <translation>Tidak boleh masuk lagi.</translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message>
        <source>Role</source>
        <translation>Peran</translation>
    </message>
    <message>
        <source>Change the role</source>
        <translation>Ubah peran</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Kata sandi baru</translation>
    </message>
    <message>
        <source>Set the password</source>
        <translation>Simpan kata sandi</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Akses</translation>
    </message>
    <message>
        <source>Cannot sign in. Everything they logged stays.</source>
        <translation>Tidak dapat masuk. Semua yang pernah dicatatnya tetap ada.</translation>
    </message>
    <message>
        <source>May sign in. Disabling keeps everything they logged, and can be taken back.</source>
        <translation>Boleh masuk. Menonaktifkan tidak menghapus catatannya dan dapat dibatalkan.</translation>
    </message>
    <message>
        <source>Enable again</source>
        <translation>Aktifkan lagi</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Nonaktifkan</translation>
    </message>
    <message>
        <source>Parked or unfinished calls under this name at this desk: {count}. Ask about them, or enable again.</source>
        <translation>Panggilan yang diparkir atau belum selesai atas nama ini di meja ini: {count}. Tanyakan isinya, atau aktifkan lagi.</translation>
    </message>
    <message>
        <source>Parked or unfinished calls under this name at this desk: {count}. Nobody else can open them: ask first.</source>
        <translation>Panggilan yang diparkir atau belum selesai atas nama ini di meja ini: {count}. Orang lain tidak dapat membukanya: tanyakan dulu.</translation>
    </message>
    <message>
        <source>Two administrators decided apart: {values}</source>
        <translation>Dua administrator menetapkan berbeda: {values}</translation>
    </message>
    <message>
        <source>The later one holds. Set it once more to settle it.</source>
        <translation>Yang terakhir berlaku. Tetapkan sekali lagi untuk menyelesaikannya.</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>nonaktif</translation>
    </message>
    <message>
        <source>may sign in</source>
        <translation>boleh masuk</translation>
    </message>
</context>
<context>
    <name>PlaceField</name>
    <message>
        <source>Place</source>
        <translation>Lokasi</translation>
    </message>
    <message>
        <source>Type part of its name</source>
        <translation>Ketik sebagian namanya</translation>
    </message>
    <message>
        <source>kecamatan only</source>
        <translation>baru kecamatan</translation>
    </message>
    <message>
        <source>outside the city, regency only</source>
        <translation>luar kota, baru kabupaten</translation>
    </message>
    <message>
        <source>outside the city</source>
        <translation>luar kota</translation>
    </message>
    <message>
        <source>not found, kept as address</source>
        <translation>tak dikenal, jadi alamat</translation>
    </message>
    <message>
        <source>suggested, saved as shown</source>
        <translation>saran, ikut tersimpan</translation>
    </message>
</context>
<context>
    <name>PlaceForm</name>
    <message>
        <source>Choose the place from the list, or empty the field.</source>
        <translation>Pilih lokasi dari daftar, atau kosongkan isian.</translation>
    </message>
    <message>
        <source>Where it happens</source>
        <translation>Lokasi kejadian</translation>
    </message>
    <message>
        <source>Kelurahan, kecamatan, desa or street</source>
        <translation>Kelurahan, kecamatan, desa atau jalan</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Alamat</translation>
    </message>
    <message>
        <source>Landmark</source>
        <translation>Patokan</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ubah</translation>
    </message>
</context>
<context>
    <name>PresenceWords</name>
    <message>
        <source>desk {letter}</source>
        <translation>meja {letter}</translation>
    </message>
    <message>
        <source>{who} is typing</source>
        <translation>{who} mengetik</translation>
    </message>
    <message>
        <source>{who} has it open</source>
        <translation>{who} membuka</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} lagi</translation>
    </message>
</context>
<context>
    <name>PrintPanel</name>
    <message>
        <source>On paper</source>
        <translation>Di kertas</translation>
    </message>
    <message>
        <source>Folder for PDFs</source>
        <translation>Folder untuk PDF</translation>
    </message>
    <message>
        <source>Print the sheet</source>
        <translation>Cetak lembar</translation>
    </message>
    <message>
        <source>Blank form</source>
        <translation>Formulir kosong</translation>
    </message>
    <message>
        <source>To be filled in by hand when there is no electricity</source>
        <translation>Untuk diisi dengan tangan bila listrik padam</translation>
    </message>
</context>
<context>
    <name>QuestionsForm</name>
    <message>
        <source>Nothing is answered yet.</source>
        <translation>Belum ada yang dijawab.</translation>
    </message>
    <message>
        <source>Still to be asked</source>
        <translation>Belum ditanyakan</translation>
    </message>
    <message>
        <source>Save answers</source>
        <translation>Simpan jawaban</translation>
    </message>
</context>
<context>
    <name>QuestionsSection</name>
    <message>
        <source>Ask</source>
        <translation>Tanyakan</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>disarankan</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>belum ditanya</translation>
    </message>
    <message>
        <source>{count} open, next</source>
        <translation>{count} belum, lanjut</translation>
    </message>
</context>
<context>
    <name>QueueExport</name>
    <message>
        <source>The list is empty: there is nothing to export.</source>
        <translation>Daftar ini kosong: tidak ada yang diekspor.</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Kejadian</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>{count} parked</source>
        <translation>{count} terparkir</translation>
    </message>
    <message>
        <source>Search for a number, a place or words</source>
        <translation>Cari nomor, lokasi, atau kata</translation>
    </message>
    <message>
        <source>Work in the detail of the chosen incident</source>
        <translation>Kerjakan rincian kejadian terpilih</translation>
    </message>
    <message>
        <source>Take care of the chosen incident</source>
        <translation>Tangani sendiri kejadian terpilih</translation>
    </message>
    <message>
        <source>Copy its number</source>
        <translation>Salin nomornya</translation>
    </message>
    <message>
        <source>Export the list that is shown</source>
        <translation>Ekspor daftar yang tampil</translation>
    </message>
    <message>
        <source>Tell POLRI</source>
        <translation>Teruskan ke POLRI</translation>
    </message>
    <message>
        <source>Coordinate with TNI</source>
        <translation>Koordinasi dengan TNI</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>Di antrean</translation>
    </message>
    <message>
        <source>Write a note to the call center</source>
        <translation>Menulis catatan ke pusat panggilan</translation>
    </message>
    <message>
        <source>Accept what is suggested</source>
        <translation>Terima yang disarankan</translation>
    </message>
    <message>
        <source>Go to what is still open</source>
        <translation>Lanjut ke yang belum ditanyakan</translation>
    </message>
    <message>
        <source>Join the incident that may be the same</source>
        <translation>Gabungkan dengan kejadian yang mungkin sama</translation>
    </message>
    <message>
        <source>Save, from any field</source>
        <translation>Simpan, dari kolom mana pun</translation>
    </message>
    <message>
        <source>Park the call</source>
        <translation>Parkir panggilan</translation>
    </message>
    <message>
        <source>Go to the parked call</source>
        <translation>Kembali ke panggilan terparkir</translation>
    </message>
    <message>
        <source>Type in paper forms, one after the other</source>
        <translation>Entri formulir kertas, satu demi satu</translation>
    </message>
    <message>
        <source>Throw the call away; it can be brought back for a day</source>
        <translation>Buang panggilan; bisa dikembalikan selama sehari</translation>
    </message>
    <message>
        <source>During a call</source>
        <translation>Selama panggilan</translation>
    </message>
    <message>
        <source>A call that is no incident</source>
        <translation>Panggilan yang bukan kejadian</translation>
    </message>
    <message>
        <source>Choose an incident in the list first.</source>
        <translation>Pilih dahulu kejadian di daftar.</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Open</source>
        <translation>Terbuka</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Milik saya</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Riwayat</translation>
    </message>
    <message>
        <source>Back to the queue</source>
        <translation>Kembali ke antrean</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Kejadian</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter open · C claim · Ctrl+K search · Ctrl+F filter · Ctrl+S export</source>
        <translation>↑ ↓ pilih · Enter buka · C tangani · Ctrl+K cari · Ctrl+F saring · Ctrl+S ekspor</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Tinjauan</translation>
    </message>
    <message>
        <source>The queue could not be read</source>
        <translation>Antrean tidak dapat dibaca</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Coba lagi</translation>
    </message>
    <message>
        <source>Reading the queue …</source>
        <translation>Membaca antrean …</translation>
    </message>
    <message>
        <source>Try the number, such as B23-017, another word or the name of the kelurahan.</source>
        <translation>Coba nomor seperti B23-017, kata lain, atau nama kelurahan.</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>Tidak ada hasil</translation>
    </message>
    <message>
        <source>Nothing fits the filters</source>
        <translation>Tidak ada yang cocok dengan saringan</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Hapus saringan</translation>
    </message>
    <message>
        <source>↑ ↓ choose · 1 receive … 5 decline · 6 note · Ctrl+K search · Ctrl+F filter</source>
        <translation>↑ ↓ pilih · 1 terima … 5 tidak dapat · 6 catatan · Ctrl+K cari · Ctrl+F saring</translation>
    </message>
    <message>
        <source>Filters are on as well.</source>
        <translation>Saringan juga sedang aktif.</translation>
    </message>
    <message>
        <source>Choose an incident under Open and press C to take care of it.</source>
        <translation>Pilih kejadian di tab Terbuka lalu tekan C untuk menanganinya.</translation>
    </message>
    <message>
        <source>You take care of no incident now</source>
        <translation>Anda bukan penanggung jawab kejadian mana pun</translation>
    </message>
    <message>
        <source>No closing waits for a review</source>
        <translation>Tidak ada penutupan yang menunggu tinjauan</translation>
    </message>
    <message>
        <source>No incident was closed yet</source>
        <translation>Belum ada kejadian yang ditutup</translation>
    </message>
    <message>
        <source>No open incident</source>
        <translation>Tidak ada kejadian terbuka</translation>
    </message>
    <message>
        <source>New ones appear here by themselves.</source>
        <translation>Kejadian baru muncul di sini dengan sendirinya.</translation>
    </message>
    <message>
        <source>{number} copied</source>
        <translation>{number} disalin</translation>
    </message>
    <message>
        <source>The call center has taken {number} back.</source>
        <translation>{number} ditarik oleh pusat panggilan.</translation>
    </message>
</context>
<context>
    <name>ReasonForm</name>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
</context>
<context>
    <name>RecapScreenWords</name>
    <message>
        <source>{shift} shift, {day}</source>
        <translation>Sif {shift}, {day}</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Kejadian</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Panggilan</translation>
    </message>
    <message>
        <source>By kind</source>
        <translation>Menurut jenis</translation>
    </message>
    <message>
        <source>By kelurahan</source>
        <translation>Menurut kelurahan</translation>
    </message>
    <message>
        <source>How they ended</source>
        <translation>Hasil penutupan</translation>
    </message>
    <message>
        <source>Answer times of the agencies</source>
        <translation>Waktu jawab instansi</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Jumlah</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Jumlah</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>Diteruskan</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Dijawab</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>Tepat waktu</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>9 of 10</source>
        <translation>9 dari 10</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Laporan warga</translation>
    </message>
    <message>
        <source>Different callers, added up</source>
        <translation>Pelapor berbeda, dijumlahkan</translation>
    </message>
    <message>
        <source>Told to an agency</source>
        <translation>Diteruskan ke instansi</translation>
    </message>
    <message>
        <source>Told to nobody</source>
        <translation>Tidak diteruskan</translation>
    </message>
    <message>
        <source>Not classified</source>
        <translation>Belum digolongkan</translation>
    </message>
    <message>
        <source>Outside the city</source>
        <translation>Luar kota</translation>
    </message>
    <message>
        <source>Place not known</source>
        <translation>Lokasi belum diketahui</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>Masih terbuka</translation>
    </message>
    <message>
        <source>Without a code</source>
        <translation>Tanpa kode</translation>
    </message>
</context>
<context>
    <name>RecipientChoice</name>
    <message>
        <source>Another agency, by any part of its name</source>
        <translation>Instansi lain, ketik sebagian namanya</translation>
    </message>
    <message>
        <source>Another agency</source>
        <translation>Instansi lain</translation>
    </message>
    <message>
        <source>own desk</source>
        <translation>meja sendiri</translation>
    </message>
</context>
<context>
    <name>RecoveryCard</name>
    <message>
        <source>Recovery code</source>
        <translation>Kode pemulihan</translation>
    </message>
    <message>
        <source>Make a new one when the paper is lost or somebody saw it. The old code then opens nothing more here.</source>
        <translation>Buat yang baru bila kertasnya hilang atau terlihat orang lain. Kode lama tidak lagi membuka data di sini.</translation>
    </message>
    <message>
        <source>Your own password</source>
        <translation>Kata sandi Anda sendiri</translation>
    </message>
    <message>
        <source>Make a new code</source>
        <translation>Buat kode baru</translation>
    </message>
    <message>
        <source>The password is wrong.</source>
        <translation>Kata sandi salah.</translation>
    </message>
</context>
<context>
    <name>RecoveryCodeView</name>
    <message>
        <source>Keep this recovery code</source>
        <translation>Simpan kode pemulihan ini</translation>
    </message>
    <message>
        <source>It opens the data and its backups when this computer or an administrator&apos;s password is lost. It is shown only now: print it or write it down, and lock it away from this computer.</source>
        <translation>Kode ini membuka data dan cadangannya bila komputer ini rusak atau kata sandi administrator hilang. Kode hanya ditampilkan sekali: cetak atau tulis, lalu simpan terkunci, jauh dari komputer ini.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Kode pemulihan</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Salin</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>Cetak …</translation>
    </message>
    <message>
        <source>I have put the code in a safe place</source>
        <translation>Kode sudah saya simpan di tempat aman</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Lanjut</translation>
    </message>
    <message>
        <source>Copied. It is removed from the clipboard when you go on.</source>
        <translation>Tersalin. Dihapus dari papan klip saat Anda melanjutkan.</translation>
    </message>
    <message>
        <source>No printer was found. Write the code down on paper.</source>
        <translation>Pencetak tidak ditemukan. Tulis kode itu di kertas.</translation>
    </message>
</context>
<context>
    <name>RefuseForm</name>
    <message>
        <source>Refuse: it stays in the log and never counts</source>
        <translation>Tolak: tetap tercatat dan tidak pernah berlaku</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Tolak</translation>
    </message>
</context>
<context>
    <name>ReopenForm</name>
    <message>
        <source>Reopen the incident</source>
        <translation>Buka kembali kejadian</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Buka kembali</translation>
    </message>
</context>
<context>
    <name>ReportCard</name>
    <message>
        <source>Answer now</source>
        <translation>Jawab sekarang</translation>
    </message>
    <message>
        <source>All answers</source>
        <translation>Semua jawaban</translation>
    </message>
    <message>
        <source>Who called</source>
        <translation>Identitas</translation>
    </message>
    <message>
        <source>Promise a call</source>
        <translation>Janji hubungi kembali</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Pisahkan</translation>
    </message>
    <message>
        <source>Shared with you: {who}</source>
        <translation>Dibagikan kepada Anda: {who}</translation>
    </message>
    <message>
        <source>Groups: {text}</source>
        <translation>Kelompok: {text}</translation>
    </message>
    <message>
        <source>Remark: {text}</source>
        <translation>Keterangan: {text}</translation>
    </message>
    <message>
        <source>Restricted, call center only</source>
        <translation>Terbatas, khusus call center</translation>
    </message>
    <message>
        <source>The text is not held here.</source>
        <translation>Teksnya tidak disimpan di sini.</translation>
    </message>
    <message>
        <source>Nothing was written down.</source>
        <translation>Tidak ada uraian.</translation>
    </message>
    <message>
        <source>Identity erased</source>
        <translation>Identitas dihapus</translation>
    </message>
    <message>
        <source>Identity withheld</source>
        <translation>Identitas tidak dibagikan</translation>
    </message>
    <message>
        <source>Anonymous</source>
        <translation>Anonim</translation>
    </message>
    <message>
        <source>No number</source>
        <translation>Tanpa nomor</translation>
    </message>
    <message>
        <source>desk {desk}, {name}</source>
        <translation>Meja {desk}, {name}</translation>
    </message>
    <message>
        <source>desk {desk}</source>
        <translation>Meja {desk}</translation>
    </message>
    <message>
        <source>taken by the call center</source>
        <translation>diterima pusat panggilan</translation>
    </message>
    <message>
        <source>protected</source>
        <translation>dilindungi</translation>
    </message>
    <message>
        <source>happened {time}</source>
        <translation>terjadi {time}</translation>
    </message>
    <message>
        <source>identity read {count} times</source>
        <translation>identitas dibuka {count} kali</translation>
    </message>
    <message>
        <source>{count} required questions are still open</source>
        <translation>{count} pertanyaan wajib belum terjawab</translation>
    </message>
    <message>
        <source>Still to be asked: {questions}</source>
        <translation>Belum ditanyakan: {questions}</translation>
    </message>
</context>
<context>
    <name>ReportConflicts</name>
    <message>
        <source>The report of {time} was joined to different incidents at two desks. Which one is it about?</source>
        <translation>Laporan {time} digabungkan ke kejadian berbeda di dua meja. Tentang yang mana?</translation>
    </message>
    <message>
        <source>Take this</source>
        <translation>Pakai ini</translation>
    </message>
    <message>
        <source>Report of {time}, {what}: two desks wrote different things. Which one stands?</source>
        <translation>Laporan {time}, {what}: dua meja menulis hal berbeda. Mana yang berlaku?</translation>
    </message>
    <message>
        <source>Both: {told}</source>
        <translation>Keduanya: {told}</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>jenis</translation>
    </message>
    <message>
        <source>narrative</source>
        <translation>cerita</translation>
    </message>
    <message>
        <source>address</source>
        <translation>alamat</translation>
    </message>
    <message>
        <source>landmark</source>
        <translation>patokan</translation>
    </message>
    <message>
        <source>other answers</source>
        <translation>jawaban lain</translation>
    </message>
    <message>
        <source>names of groups</source>
        <translation>nama kelompok</translation>
    </message>
    <message>
        <source>remarks</source>
        <translation>keterangan</translation>
    </message>
    <message>
        <source>kelurahan or desa</source>
        <translation>kelurahan atau desa</translation>
    </message>
    <message>
        <source>how exact the place is</source>
        <translation>ketepatan lokasi</translation>
    </message>
    <message>
        <source>latitude</source>
        <translation>lintang</translation>
    </message>
    <message>
        <source>longitude</source>
        <translation>bujur</translation>
    </message>
    <message>
        <source>when it happened</source>
        <translation>waktu kejadian</translation>
    </message>
    <message>
        <source>protection of the caller</source>
        <translation>perlindungan pelapor</translation>
    </message>
    <message>
        <source>name of the caller</source>
        <translation>nama pelapor</translation>
    </message>
    <message>
        <source>number of the caller</source>
        <translation>nomor pelapor</translation>
    </message>
    <message>
        <source>address of the caller</source>
        <translation>alamat pelapor</translation>
    </message>
    <message>
        <source>Not classified yet</source>
        <translation>Belum digolongkan</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ya</translation>
    </message>
    <message>
        <source>no</source>
        <translation>tidak</translation>
    </message>
    <message>
        <source>An incident that is not known on this PC</source>
        <translation>Kejadian yang belum dikenal di PC ini</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>Shift</source>
        <translation>Sif</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Hari</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Bulan</translation>
    </message>
    <message>
        <source>Four months</source>
        <translation>Empat bulan</translation>
    </message>
    <message>
        <source>Stretch of time</source>
        <translation>Kurun waktu</translation>
    </message>
    <message>
        <source>Recap</source>
        <translation>Rekap</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Sebelumnya</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Berikutnya</translation>
    </message>
    <message>
        <source>Save these figures as a report of the office (Ctrl+P)</source>
        <translation>Simpan angka ini sebagai laporan dinas (Ctrl+P)</translation>
    </message>
    <message>
        <source>Save these figures as a workbook (Ctrl+S)</source>
        <translation>Simpan angka ini sebagai lembar kerja (Ctrl+S)</translation>
    </message>
    <message>
        <source>Save these figures as a report of the office</source>
        <translation>Simpan angka ini sebagai laporan dinas</translation>
    </message>
    <message>
        <source>Save these figures as a workbook</source>
        <translation>Simpan angka ini sebagai lembar kerja</translation>
    </message>
    <message>
        <source>Figures of the report</source>
        <translation>Angka rekap</translation>
    </message>
    <message>
        <source>Saved and opened: {file}</source>
        <translation>Disimpan dan dibuka: {file}</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Disimpan: {file}</translation>
    </message>
</context>
<context>
    <name>ReportsSection</name>
    <message>
        <source>Citizens&apos; reports</source>
        <translation>Laporan warga</translation>
    </message>
    <message>
        <source>{reports} reports, {callers} different callers · {key}</source>
        <translation>{reports} laporan, {callers} pelapor berbeda · {key}</translation>
    </message>
    <message>
        <source>{reports} reports · {key}</source>
        <translation>{reports} laporan · {key}</translation>
    </message>
    <message>
        <source>1 report · {key}</source>
        <translation>1 laporan · {key}</translation>
    </message>
    <message>
        <source>Promised; it stands in the call-back list.</source>
        <translation>Janji dicatat; ada di halaman Hubungi.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Buka</translation>
    </message>
    <message>
        <source>The report was parted and is an incident of its own now.</source>
        <translation>Laporan dipisahkan dan menjadi kejadian sendiri.</translation>
    </message>
</context>
<context>
    <name>RestingPage</name>
    <message>
        <source>Bring it back</source>
        <translation>Kembalikan</translation>
    </message>
    <message>
        <source>No call in progress</source>
        <translation>Tidak ada panggilan</translation>
    </message>
    <message>
        <source>New report</source>
        <translation>Laporan baru</translation>
    </message>
    <message>
        <source>Type in paper forms</source>
        <translation>Entri formulir kertas</translation>
    </message>
    <message>
        <source>Parked calls, Enter goes on</source>
        <translation>Terparkir, Enter melanjutkan</translation>
    </message>
    <message>
        <source>Thrown away within a day, Enter brings back</source>
        <translation>Dibuang dalam sehari, Enter mengembalikan</translation>
    </message>
    <message>
        <source>Parked calls</source>
        <translation>Panggilan terparkir</translation>
    </message>
    <message>
        <source>Thrown away</source>
        <translation>Dibuang</translation>
    </message>
    <message>
        <source>Nothing told yet</source>
        <translation>Belum ada cerita</translation>
    </message>
    <message>
        <source>No details</source>
        <translation>Tanpa rincian</translation>
    </message>
    <message>
        <source>number ends in {digits}</source>
        <translation>nomor berakhir {digits}</translation>
    </message>
</context>
<context>
    <name>ResultsModel</name>
    <message>
        <source>Criterion</source>
        <translation>Kriteria</translation>
    </message>
    <message>
        <source>of calls</source>
        <translation>dari panggilan</translation>
    </message>
    <message>
        <source>{month}: yes</source>
        <translation>{month}: ya</translation>
    </message>
    <message>
        <source>{count} ({others} not applicable)</source>
        <translation>{count} ({others} tidak berlaku)</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Results of the quality sample</source>
        <translation>Hasil sampel mutu</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Membaca …</translation>
    </message>
    <message>
        <source>{scored} calls scored in {month}. How the work of all is done, never of one person: small numbers say little.</source>
        <translation>{scored} panggilan dinilai pada {month}. Ini hasil kerja bersama, bukan nilai perorangan. Jumlah yang kecil belum bisa disimpulkan.</translation>
    </message>
</context>
<context>
    <name>RetentionPage</name>
    <message>
        <source>Retention</source>
        <translation>Retensi</translation>
    </message>
    <message>
        <source>What has been kept as long as the rules allow. Open incidents are never due.</source>
        <translation>Yang sudah disimpan selama batas aturan. Kejadian yang masih terbuka tidak pernah jatuh tempo.</translation>
    </message>
    <message>
        <source>What is due</source>
        <translation>Yang jatuh tempo</translation>
    </message>
    <message>
        <source>Incidents of which something is due</source>
        <translation>Kejadian yang datanya jatuh tempo</translation>
    </message>
    <message>
        <source>Erase what is due</source>
        <translation>Hapus yang jatuh tempo</translation>
    </message>
    <message>
        <source>The chosen line goes, all of it.</source>
        <translation>Baris yang dipilih dihapus seluruhnya.</translation>
    </message>
    <message>
        <source>A caller asks for it</source>
        <translation>Atas permintaan pelapor</translation>
    </message>
    <message>
        <source>Name, number and home address go from every report of this number, and calls without a report.</source>
        <translation>Nama, nomor, dan alamat rumah dihapus dari semua laporan nomor ini, juga dari panggilan tanpa laporan.</translation>
    </message>
    <message>
        <source>Telephone number</source>
        <translation>Nomor telepon</translation>
    </message>
    <message>
        <source>Identities of callers</source>
        <translation>Identitas pelapor</translation>
    </message>
    <message>
        <source>Names, numbers and home addresses in incidents</source>
        <translation>Nama, nomor, dan alamat rumah dalam kejadian</translation>
    </message>
    <message>
        <source>Whole texts</source>
        <translation>Seluruh teks</translation>
    </message>
    <message>
        <source>Everything that was written about an incident</source>
        <translation>Semua yang tertulis tentang kejadian</translation>
    </message>
    <message>
        <source>Numbers of calls</source>
        <translation>Nomor panggilan</translation>
    </message>
    <message>
        <source>Of calls that yielded no report</source>
        <translation>Dari panggilan yang bukan laporan</translation>
    </message>
    <message>
        <source>Notes of calls</source>
        <translation>Catatan panggilan</translation>
    </message>
    <message>
        <source>And their numbers with them</source>
        <translation>Beserta nomornya</translation>
    </message>
    <message>
        <source>The identities in {count} incidents</source>
        <translation>Identitas dalam {count} kejadian</translation>
    </message>
    <message>
        <source>All texts of {count} incidents</source>
        <translation>Semua teks dari {count} kejadian</translation>
    </message>
    <message>
        <source>The numbers of {count} calls</source>
        <translation>Nomor dari {count} panggilan</translation>
    </message>
    <message>
        <source>Numbers and notes of {count} calls</source>
        <translation>Nomor dan catatan dari {count} panggilan</translation>
    </message>
    <message>
        <source>Not classified</source>
        <translation>Belum digolongkan</translation>
    </message>
    <message>
        <source>closed {date}</source>
        <translation>ditutup {date}</translation>
    </message>
    <message>
        <source>Erased. The log says who did it and why.</source>
        <translation>Sudah dihapus. Siapa dan mengapa tercatat di log.</translation>
    </message>
    <message>
        <source>The caller&apos;s identity in {reports} reports and {calls} calls</source>
        <translation>Identitas pelapor dalam {reports} laporan dan {calls} panggilan</translation>
    </message>
</context>
<context>
    <name>ReturnForm</name>
    <message>
        <source>Return: it is open again in the queue</source>
        <translation>Kembalikan: kejadian terbuka lagi di antrean</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Kembalikan</translation>
    </message>
</context>
<context>
    <name>RevealForm</name>
    <message>
        <source>Who called? Your reason and your name are logged.</source>
        <translation>Siapa pelapornya? Alasan dan nama Anda dicatat.</translation>
    </message>
    <message>
        <source>such as: call back for the exact place</source>
        <translation>misalnya: menghubungi kembali untuk lokasi tepatnya</translation>
    </message>
    <message>
        <source>Show for 30 seconds</source>
        <translation>Tampilkan 30 detik</translation>
    </message>
</context>
<context>
    <name>RevealWords</name>
    <message>
        <source>Identities that were read</source>
        <translation>Identitas yang dibuka</translation>
    </message>
    <message>
        <source>No identity was read yet.</source>
        <translation>Belum ada identitas yang dibuka.</translation>
    </message>
    <message>
        <source>{time} by {name}</source>
        <translation>{time} oleh {name}</translation>
    </message>
    <message>
        <source>The call came in {time}</source>
        <translation>Panggilan masuk {time}</translation>
    </message>
    <message>
        <source>The reason is not held by this PC.</source>
        <translation>Alasannya tidak disimpan di PC ini.</translation>
    </message>
    <message>
        <source>Export with identities: {rows} rows, {format}</source>
        <translation>Ekspor beserta identitas: {rows} baris, {format}</translation>
    </message>
    <message>
        <source>Number of a call: {outcome}</source>
        <translation>Nomor penelepon: {outcome}</translation>
    </message>
    <message>
        <source>Reporter of {number}</source>
        <translation>Pelapor {number}</translation>
    </message>
    <message>
        <source>Reporter of a report</source>
        <translation>Pelapor sebuah laporan</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Review</source>
        <translation>Tinjauan</translation>
    </message>
    <message>
        <source>What a supervisor looks through. Nothing that was logged is ever changed here.</source>
        <translation>Yang diperiksa supervisor. Tidak ada catatan yang diubah di sini.</translation>
    </message>
    <message>
        <source>Closings</source>
        <translation>Penutupan</translation>
    </message>
    <message>
        <source>Quality sample</source>
        <translation>Sampel mutu</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Hasil</translation>
    </message>
    <message>
        <source>Late promises</source>
        <translation>Janji terlambat</translation>
    </message>
    <message>
        <source>Levels lowered</source>
        <translation>Level diturunkan</translation>
    </message>
    <message>
        <source>Identities</source>
        <translation>Identitas</translation>
    </message>
    <message>
        <source>Lists of the review</source>
        <translation>Daftar tinjauan</translation>
    </message>
    <message>
        <source>Next list</source>
        <translation>Daftar berikutnya</translation>
    </message>
    <message>
        <source>Shift+F6 goes back to the list before</source>
        <translation>Shift+F6 kembali ke daftar sebelumnya</translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message>
        <source>Waits for a supervisor&apos;s review</source>
        <translation>Menunggu tinjauan supervisor</translation>
    </message>
    <message>
        <source>Returned {time} by {name}</source>
        <translation>Dikembalikan {time} oleh {name}</translation>
    </message>
    <message>
        <source>Code corrected {time} by {name}, before: {code}</source>
        <translation>Kode diubah {time} oleh {name}, semula: {code}</translation>
    </message>
    <message>
        <source>Approved {time} by {name}</source>
        <translation>Disetujui {time} oleh {name}</translation>
    </message>
    <message>
        <source>Review of the closing</source>
        <translation>Tinjauan penutupan</translation>
    </message>
    <message>
        <source>Code of the closing</source>
        <translation>Kode penutupan</translation>
    </message>
    <message>
        <source>Returned, to be worked on</source>
        <translation>Dikembalikan untuk dikerjakan lagi</translation>
    </message>
    <message>
        <source>Code corrected to {code}</source>
        <translation>Kode diubah menjadi {code}</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Disetujui</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>Open	Enter</source>
        <translation>Buka	Enter</translation>
    </message>
    <message>
        <source>Claim	C</source>
        <translation>Tangani	C</translation>
    </message>
    <message>
        <source>Copy {number}	Ctrl+C</source>
        <translation>Salin {number}	Ctrl+C</translation>
    </message>
    <message>
        <source>Export the list	Ctrl+S</source>
        <translation>Ekspor daftar	Ctrl+S</translation>
    </message>
</context>
<context>
    <name>RowWords</name>
    <message>
        <source>Not classified yet</source>
        <translation>Belum digolongkan</translation>
    </message>
    <message>
        <source>{count} reports</source>
        <translation>{count} laporan</translation>
    </message>
    <message>
        <source>{count} callers</source>
        <translation>{count} pelapor</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Dikembalikan</translation>
    </message>
    <message>
        <source>waits for review</source>
        <translation>menunggu tinjauan</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>disetujui</translation>
    </message>
    <message>
        <source>code corrected</source>
        <translation>kode diubah</translation>
    </message>
    <message>
        <source>{count} differ</source>
        <translation>{count} berbeda</translation>
    </message>
    <message>
        <source>{count} to confirm</source>
        <translation>{count} menunggu</translation>
    </message>
    <message>
        <source>Nobody told</source>
        <translation>Belum diteruskan</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nomor</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Umur</translation>
    </message>
    <message>
        <source>Kind and summary</source>
        <translation>Jenis dan ringkasan</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lokasi</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Escalation</source>
        <translation>Eskalasi</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Ditutup</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Waktu</translation>
    </message>
    <message>
        <source>in the hands of {name}</source>
        <translation>penanggung jawab {name}</translation>
    </message>
</context>
<context>
    <name>RuleModel</name>
    <message>
        <source>Rule</source>
        <translation>Aturan</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>Berlaku</translation>
    </message>
    <message>
        <source>As shipped</source>
        <translation>Bawaan</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Hal</translation>
    </message>
    <message>
        <source>{value} · not saved yet</source>
        <translation>{value} · belum disimpan</translation>
    </message>
    <message>
        <source>{value} · two desks differ</source>
        <translation>{value} · dua meja berbeda</translation>
    </message>
    <message>
        <source>{value} · changed</source>
        <translation>{value} · diubah</translation>
    </message>
</context>
<context>
    <name>RuleWords</name>
    <message>
        <source>yes</source>
        <translation>ya</translation>
    </message>
    <message>
        <source>no</source>
        <translation>tidak</translation>
    </message>
    <message>
        <source>0 seconds</source>
        <translation>0 detik</translation>
    </message>
    <message>
        <source>Levels and factors</source>
        <translation>Level dan faktor</translation>
    </message>
    <message>
        <source>Time limits</source>
        <translation>Batas waktu</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Pertanyaan</translation>
    </message>
    <message>
        <source>SOP steps and codes</source>
        <translation>Langkah SOP dan kode</translation>
    </message>
    <message>
        <source>Agencies and contacts</source>
        <translation>Instansi dan kontak</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>Sif</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Retensi</translation>
    </message>
</context>
<context>
    <name>RulesSection</name>
    <message>
        <source>All</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>Groups of rules</source>
        <translation>Kelompok aturan</translation>
    </message>
    <message>
        <source>Search rules</source>
        <translation>Cari aturan</translation>
    </message>
    <message>
        <source>Only what was changed</source>
        <translation>Hanya yang diubah</translation>
    </message>
    <message>
        <source>Shared rules</source>
        <translation>Aturan bersama</translation>
    </message>
    <message>
        <source>{count} changes in the log do not hold here, as this program cannot take them: {places}</source>
        <translation>{count} perubahan dalam catatan tidak berlaku di sini, karena tidak dapat dipakai program ini: {places}</translation>
    </message>
    <message>
        <source>{count} shown, {changed} changed</source>
        <translation>{count} ditampilkan, {changed} diubah</translation>
    </message>
    <message>
        <source>Nothing was changed here.</source>
        <translation>Di sini tidak ada yang diubah.</translation>
    </message>
    <message>
        <source>No rule was found for “{words}”. Try other words; Esc in the search shows all again.</source>
        <translation>Tidak ada aturan yang cocok dengan “{words}”. Coba kata lain; Esc di pencarian menampilkan semuanya lagi.</translation>
    </message>
    <message>
        <source>Only a part of the rules was searched: choose “All”, without the tick.</source>
        <translation>Yang dicari hanya sebagian aturan: pilih “Semua”, tanpa centang.</translation>
    </message>
    <message>
        <source>Not taken: {reason}</source>
        <translation>Tidak dipakai: {reason}</translation>
    </message>
    <message>
        <source>“{text}” will be added once it is saved; then set its level, time and kinds.</source>
        <translation>“{text}” ditambahkan setelah disimpan; sesudah itu tetapkan level, batas waktu, dan jenisnya.</translation>
    </message>
    <message>
        <source>Saved. In force at this desk from now on: {places}.</source>
        <translation>Tersimpan. Mulai sekarang berlaku di meja ini: {places}.</translation>
    </message>
</context>
<context>
    <name>SampleView</name>
    <message>
        <source>Save the score</source>
        <translation>Simpan nilai</translation>
    </message>
    <message>
        <source>Open the incident</source>
        <translation>Buka kejadiannya</translation>
    </message>
    <message>
        <source>Calls of the quality sample</source>
        <translation>Panggilan dalam sampel mutu</translation>
    </message>
    <message>
        <source>No call was drawn yet. {share}% of all calls of this month and the last are drawn by themselves.</source>
        <translation>Belum ada panggilan yang terpilih. {share}% dari semua panggilan bulan ini dan bulan lalu terpilih dengan sendirinya.</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Membaca …</translation>
    </message>
    <message>
        <source>The score is saved.</source>
        <translation>Nilai tersimpan.</translation>
    </message>
</context>
<context>
    <name>SaveBar</name>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Lainnya</translation>
    </message>
    <message>
        <source>Save + {agency}</source>
        <translation>Simpan + {agency}</translation>
    </message>
    <message>
        <source>Save, {verb} {agency}</source>
        <translation>Simpan, {verb} {agency}</translation>
    </message>
    <message>
        <source>Save, escalate to {agency}</source>
        <translation>Simpan, eskalasi {agency}</translation>
    </message>
    <message>
        <source>Accept suggestions</source>
        <translation>Terima saran</translation>
    </message>
    <message>
        <source>Park this call</source>
        <translation>Parkir panggilan ini</translation>
    </message>
    <message>
        <source>Type in paper forms</source>
        <translation>Entri formulir kertas</translation>
    </message>
    <message>
        <source>Throw away, can be brought back for a day</source>
        <translation>Buang, dapat dikembalikan selama sehari</translation>
    </message>
</context>
<context>
    <name>ScoreSheet</name>
    <message>
        <source>The call</source>
        <translation>Panggilan</translation>
    </message>
    <message>
        <source>Taking it down</source>
        <translation>Pencatatan</translation>
    </message>
    <message>
        <source>Telling the agencies</source>
        <translation>Eskalasi</translation>
    </message>
    <message>
        <source>Agencies</source>
        <translation>Instansi</translation>
    </message>
    <message>
        <source>Remark (may stay empty)</source>
        <translation>Keterangan (boleh kosong)</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ya</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Tidak</translation>
    </message>
    <message>
        <source>Not applicable</source>
        <translation>Tidak berlaku</translation>
    </message>
</context>
<context>
    <name>ScreenWords</name>
    <message>
        <source>During the shift: {reports} reports, {opened} new incidents, {closed} closed.</source>
        <translation>Selama sif: {reports} laporan, {opened} kejadian baru, {closed} ditutup.</translation>
    </message>
    <message>
        <source>Open incidents, high and middle</source>
        <translation>Kejadian terbuka, tinggi dan sedang</translation>
    </message>
    <message>
        <source>Escalations nobody has answered</source>
        <translation>Eskalasi yang belum dijawab</translation>
    </message>
    <message>
        <source>Still to be called back</source>
        <translation>Yang masih harus dihubungi</translation>
    </message>
    <message>
        <source>Incidents being watched</source>
        <translation>Kejadian yang dipantau</translation>
    </message>
    <message>
        <source>Places reported again and again in {days} days</source>
        <translation>Lokasi yang berulang dilaporkan dalam {days} hari</translation>
    </message>
    <message>
        <source>Activities and sensitive dates of the next seven days</source>
        <translation>Kegiatan dan tanggal rawan tujuh hari ke depan</translation>
    </message>
    <message>
        <source>Calls that were no incident, this shift</source>
        <translation>Panggilan yang bukan kejadian, sif ini</translation>
    </message>
    <message>
        <source>Calls that nobody has finished taking down</source>
        <translation>Panggilan yang belum selesai dicatat</translation>
    </message>
    <message>
        <source>Notes for the next shift</source>
        <translation>Catatan untuk sif berikutnya</translation>
    </message>
    <message>
        <source>Added by hand</source>
        <translation>Tambahan</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nomor</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Jenis</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lokasi</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Handled by</source>
        <translation>Petugas</translation>
    </message>
    <message>
        <source>No answer from</source>
        <translation>Belum dijawab</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Instansi</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Dikirim</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Batas waktu</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Yang dihubungi</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>Sudah dicoba</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>Dilaporkan</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Waktu</translation>
    </message>
    <message>
        <source>Activity or date</source>
        <translation>Kegiatan atau tanggal</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Hasil</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Jumlah</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Oleh</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Sejak</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Keadaan</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Pukul</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Isi</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nihil</translation>
    </message>
    <message>
        <source>place not known</source>
        <translation>belum diketahui</translation>
    </message>
    <message>
        <source>Not classified yet</source>
        <translation>Belum digolongkan</translation>
    </message>
    <message>
        <source>Caller cut off at {time}</source>
        <translation>Penelepon terputus pukul {time}</translation>
    </message>
    <message>
        <source>Reporter of {number}, as promised</source>
        <translation>Pelapor {number}, sesuai janji</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>belum</translation>
    </message>
    <message>
        <source>{count} times</source>
        <translation>{count} kali</translation>
    </message>
    <message>
        <source>{reports} reports, {incidents} incidents</source>
        <translation>{reports} laporan, {incidents} kejadian</translation>
    </message>
    <message>
        <source>see the report</source>
        <translation>ada di laporan</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>diparkir</translation>
    </message>
    <message>
        <source>left on the form</source>
        <translation>tertinggal di isian</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Jumlah</translation>
    </message>
</context>
<context>
    <name>SearchDesk</name>
    <message>
        <source>Searching …</source>
        <translation>Mencari …</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>{count} ditemukan</translation>
    </message>
</context>
<context>
    <name>SearchFeed</name>
    <message>
        <source>caller {number}</source>
        <translation>pelapor {number}</translation>
    </message>
</context>
<context>
    <name>SearchHeading</name>
    <message>
        <source>Forget “{name}”</source>
        <translation>Lupakan “{name}”</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Lupakan</translation>
    </message>
    <message>
        <source>Save search</source>
        <translation>Simpan</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Tersimpan</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Pencarian tersimpan</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Ekspor</translation>
    </message>
    <message>
        <source>Write everything that was found into a spreadsheet; nobody can be recognised by it (Ctrl+S)</source>
        <translation>Tulis semua yang ditemukan ke lembar kerja; tidak seorang pun dapat dikenali darinya (Ctrl+S)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Name, then Enter</source>
        <translation>Nama, lalu Enter</translation>
    </message>
    <message>
        <source>Name of the saved search</source>
        <translation>Nama pencarian tersimpan</translation>
    </message>
    <message>
        <source>No search is saved yet</source>
        <translation>Belum ada pencarian tersimpan</translation>
    </message>
    <message>
        <source>“{name}” is forgotten</source>
        <translation>“{name}” dilupakan</translation>
    </message>
    <message>
        <source>A search for a telephone number is not saved: it could tell who called.</source>
        <translation>Pencarian nomor telepon tidak disimpan: itu dapat mengungkap pelapor.</translation>
    </message>
    <message>
        <source>{count} searches are saved already. Forget one first.</source>
        <translation>Sudah {count} pencarian tersimpan. Lupakan satu lebih dahulu.</translation>
    </message>
    <message>
        <source>Saved as “{name}”; Ctrl+Shift+F opens it</source>
        <translation>Tersimpan sebagai “{name}”; Ctrl+Shift+F membukanya</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
</context>
<context>
    <name>ServerCard</name>
    <message>
        <source>Your own password</source>
        <translation>Kata sandi Anda sendiri</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>Meja ini</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Sambungan</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Belum terkirim</translation>
    </message>
    <message>
        <source>Last exchange</source>
        <translation>Pertukaran terakhir</translation>
    </message>
    <message>
        <source>This PC&apos;s clock</source>
        <translation>Jam PC ini</translation>
    </message>
    <message>
        <source>Your own login</source>
        <translation>Login Anda sendiri</translation>
    </message>
    <message>
        <source>Shared server</source>
        <translation>Server bersama</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation>Uji sambungan</translation>
    </message>
    <message>
        <source>Join with a code</source>
        <translation>Gabung dengan kode</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>belum</translation>
    </message>
    <message>
        <source>none; this desk works alone</source>
        <translation>tidak ada; meja ini bekerja sendiri</translation>
    </message>
    <message>
        <source>{address}, encrypted</source>
        <translation>{address}, terenkripsi</translation>
    </message>
    <message>
        <source>{address}, on this computer, not encrypted</source>
        <translation>{address}, di komputer ini, tidak terenkripsi</translation>
    </message>
    <message>
        <source>The server answered in {time} ms; its log holds {count} entries.</source>
        <translation>Server menjawab dalam {time} ms; catatannya berisi {count} entri.</translation>
    </message>
    <message>
        <source>That server has a center already. All that was logged here goes along, but the people and the rules of this desk are held until an administrator of that center confirms them. Until then sign in here with a name that is known there.</source>
        <translation>Server itu sudah punya pusat panggilan. Semua yang dicatat di sini ikut, tetapi petugas dan aturan dari meja ini ditahan sampai administrator pusat itu mengesahkannya. Sampai saat itu, masuklah di sini dengan nama yang dikenal di sana.</translation>
    </message>
    <message>
        <source>Joined. What was logged here is being sent; the people and the rules of this desk wait until an administrator of the center confirms them.</source>
        <translation>Sudah bergabung. Yang dicatat di sini sedang dikirim; petugas dan aturan dari meja ini menunggu pengesahan administrator pusat.</translation>
    </message>
    <message>
        <source>Joined. What was logged here is being sent; work goes on.</source>
        <translation>Sudah bergabung. Yang dicatat di sini sedang dikirim; pekerjaan jalan terus.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Setelan</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>Meja ini</translation>
    </message>
    <message>
        <source>Shared rules</source>
        <translation>Aturan bersama</translation>
    </message>
    <message>
        <source>Parts of the settings</source>
        <translation>Bagian pengaturan</translation>
    </message>
</context>
<context>
    <name>ShareForm</name>
    <message>
        <source>Share who called with {agency}. Only desks of that agency that are enrolled with this right receive it. Your reason and your name are logged.</source>
        <translation>Bagikan identitas pelapor kepada {agency}. Hanya meja instansi itu yang terdaftar dengan hak ini yang menerimanya. Alasan dan nama Anda dicatat.</translation>
    </message>
    <message>
        <source>Report of {time}, {number}</source>
        <translation>Laporan {time}, {number}</translation>
    </message>
    <message>
        <source>no number</source>
        <translation>tanpa nomor</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>such as: the caller agrees, officers must reach them</source>
        <translation>misalnya: pelapor bersedia, petugas perlu menghubungi</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Bagikan</translation>
    </message>
    <message>
        <source>Who called is shared with {agency}.</source>
        <translation>Identitas pelapor dibagikan kepada {agency}.</translation>
    </message>
</context>
<context>
    <name>SheetView</name>
    <message>
        <source>Handover sheet</source>
        <translation>Lembar serah terima</translation>
    </message>
    <message>
        <source>This sheet was made by a newer version of the program, or its text is not stored here.</source>
        <translation>Lembar ini dibuat versi program yang lebih baru, atau isinya tidak tersimpan di sini.</translation>
    </message>
    <message>
        <source>Open incidents</source>
        <translation>Kejadian terbuka</translation>
    </message>
</context>
<context>
    <name>ShiftBanner</name>
    <message>
        <source>the sheet of the shift {shift} waits to be read</source>
        <translation>lembar sif {shift} menunggu dibaca</translation>
    </message>
    <message>
        <source>Read it</source>
        <translation>Baca</translation>
    </message>
    <message>
        <source>Handover:</source>
        <translation>Serah terima:</translation>
    </message>
</context>
<context>
    <name>ShiftPage</name>
    <message>
        <source>Note something for the next shift</source>
        <translation>Mencatat untuk sif berikutnya</translation>
    </message>
    <message>
        <source>Add to the sheet by hand</source>
        <translation>Menambahkan pada lembar dengan tangan</translation>
    </message>
    <message>
        <source>In the sheet: from incident to incident, Enter opens it</source>
        <translation>Di lembar: dari kejadian ke kejadian, Enter membukanya</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Sif</translation>
    </message>
    <message>
        <source>What the next shift has to know: put together by the program, completed and signed by people.</source>
        <translation>Yang perlu diketahui sif berikutnya: disusun program, dilengkapi dan ditandatangani petugas.</translation>
    </message>
    <message>
        <source>Shifts, Enter opens the sheet</source>
        <translation>Daftar sif, Enter membuka lembarnya</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>Daftar sif</translation>
    </message>
    <message>
        <source>The shift has begun.</source>
        <translation>Sif dimulai.</translation>
    </message>
    <message>
        <source>The sheet is written. It can be printed now.</source>
        <translation>Lembar sudah ditulis dan dapat dicetak.</translation>
    </message>
    <message>
        <source>The shift is ended.</source>
        <translation>Sif diakhiri.</translation>
    </message>
    <message>
        <source>Noted: you have read the sheet.</source>
        <translation>Tercatat: lembar sudah Anda baca.</translation>
    </message>
    <message>
        <source>Saved and opened: {file}</source>
        <translation>Disimpan dan dibuka: {file}</translation>
    </message>
    <message>
        <source>Saved: {file}. Open it to print it.</source>
        <translation>Disimpan: {file}. Buka untuk mencetak.</translation>
    </message>
</context>
<context>
    <name>ShiftWords</name>
    <message>
        <source>{period}, {date}</source>
        <translation>{period}, {date}</translation>
    </message>
    <message>
        <source>{period} shift · {day}</source>
        <translation>Sif {period} · {day}</translation>
    </message>
    <message>
        <source>Begun {time} by {name}.</source>
        <translation>Dimulai {time} oleh {name}.</translation>
    </message>
    <message>
        <source>Sheet written {time} by {name}.</source>
        <translation>Lembar ditulis {time} oleh {name}.</translation>
    </message>
    <message>
        <source>Ended {time}.</source>
        <translation>Berakhir {time}.</translation>
    </message>
    <message>
        <source>Read {time} by {name}.</source>
        <translation>Dibaca {time} oleh {name}.</translation>
    </message>
    <message>
        <source>Somebody of the next shift has to read it.</source>
        <translation>Petugas sif berikutnya masih harus membacanya.</translation>
    </message>
    <message>
        <source>Start the shift</source>
        <translation>Mulai sif</translation>
    </message>
    <message>
        <source>Write the sheet</source>
        <translation>Tulis lembar serah terima</translation>
    </message>
    <message>
        <source>End the shift</source>
        <translation>Akhiri sif</translation>
    </message>
    <message>
        <source>I have read it</source>
        <translation>Sudah saya baca</translation>
    </message>
    <message>
        <source>read {time}</source>
        <translation>dibaca {time}</translation>
    </message>
    <message>
        <source>written {time}, not read yet</source>
        <translation>ditulis {time}, belum dibaca</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>belum dimulai</translation>
    </message>
    <message>
        <source>running</source>
        <translation>berjalan</translation>
    </message>
    <message>
        <source>not handed over</source>
        <translation>belum diserahkan</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Close (Esc)</source>
        <translation>Tutup (Esc)</translation>
    </message>
</context>
<context>
    <name>SignInNotices</name>
    <message>
        <source>Nobody has said that the recovery code of this desk was kept, and it is not shown again: make a new one under Settings, Recovery code.</source>
        <translation>Belum ada yang menyatakan kode pemulihan meja ini tersimpan, dan kode itu tidak ditampilkan lagi: buat yang baru di Setelan, Kode pemulihan.</translation>
    </message>
    <message>
        <source>{count} drafts cannot be read. They are kept; tell an administrator.</source>
        <translation>{count} draf tidak dapat dibaca. Draf itu tetap disimpan; beri tahu administrator.</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>Masuk</translation>
    </message>
    <message>
        <source>LATIHAN: choose demo, the password is demo.</source>
        <translation>LATIHAN: pilih demo, kata sandinya demo.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>Type a part of your name</source>
        <translation>Ketik sebagian nama Anda</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Kata sandi</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Memeriksa …</translation>
    </message>
    <message>
        <source>Forgot the password?</source>
        <translation>Lupa kata sandi?</translation>
    </message>
    <message>
        <source>Too many wrong passwords. The next try is possible in {seconds} s.</source>
        <translation>Terlalu banyak kata sandi salah. Coba lagi dalam {seconds} detik.</translation>
    </message>
</context>
<context>
    <name>SignsSection</name>
    <message>
        <source>Warning signs</source>
        <translation>Tanda bahaya</translation>
    </message>
</context>
<context>
    <name>SoundCard</name>
    <message>
        <source>Sounds</source>
        <translation>Suara</translation>
    </message>
    <message>
        <source>New high incident</source>
        <translation>Kejadian tinggi baru</translation>
    </message>
    <message>
        <source>Unanswered escalation</source>
        <translation>Eskalasi belum dijawab</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>Coba</translation>
    </message>
    <message>
        <source>Mute; a new high incident still sounds</source>
        <translation>Bisukan; kejadian tinggi baru tetap berbunyi</translation>
    </message>
    <message>
        <source>Volume of a new high incident</source>
        <translation>Volume kejadian tinggi baru</translation>
    </message>
    <message>
        <source>Volume of an unanswered escalation</source>
        <translation>Volume eskalasi belum dijawab</translation>
    </message>
    <message>
        <source>Try the sound of a new high incident</source>
        <translation>Coba suara kejadian tinggi baru</translation>
    </message>
    <message>
        <source>Try the sound of an unanswered escalation</source>
        <translation>Coba suara eskalasi belum dijawab</translation>
    </message>
</context>
<context>
    <name>StagedFoot</name>
    <message>
        <source>Write why, then save: everybody reads it in the history.</source>
        <translation>Tulis alasannya, lalu simpan; alasan ini dibaca semua orang di riwayat.</translation>
    </message>
    <message>
        <source>1 change not saved</source>
        <translation>1 perubahan belum disimpan</translation>
    </message>
    <message>
        <source>{count} changes not saved</source>
        <translation>{count} perubahan belum disimpan</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>For example: agreed at the meeting of 2 November</source>
        <translation>Misalnya: hasil rapat 2 November</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Batalkan</translation>
    </message>
</context>
<context>
    <name>StepsSection</name>
    <message>
        <source>SOP steps</source>
        <translation>Langkah SOP</translation>
    </message>
    <message>
        <source>{done} of {all} · {key}</source>
        <translation>{done} dari {all} · {key}</translation>
    </message>
    <message>
        <source>Tick this step too: {step}?</source>
        <translation>Centang juga langkah ini: {step}?</translation>
    </message>
    <message>
        <source>Tick</source>
        <translation>Centang</translation>
    </message>
    <message>
        <source>late by {span}</source>
        <translation>terlambat {span}</translation>
    </message>
    <message>
        <source>{span} left</source>
        <translation>{span} lagi</translation>
    </message>
    <message>
        <source>by {time}</source>
        <translation>batas {time}</translation>
    </message>
</context>
<context>
    <name>StorySection</name>
    <message>
        <source>What is happening</source>
        <translation>Apa yang terjadi</translation>
    </message>
</context>
<context>
    <name>TimelineSection</name>
    <message>
        <source>History</source>
        <translation>Riwayat</translation>
    </message>
    <message>
        <source>{count} earlier lines</source>
        <translation>{count} baris sebelumnya</translation>
    </message>
    <message>
        <source>{count} changes from a newer version</source>
        <translation>{count} perubahan dari versi lebih baru</translation>
    </message>
</context>
<context>
    <name>TimelineWords</name>
    <message>
        <source>{text} (refused)</source>
        <translation>{text} (ditolak)</translation>
    </message>
    <message>
        <source>{text} (waits for a supervisor)</source>
        <translation>{text} (menunggu supervisor)</translation>
    </message>
    <message>
        <source>Call center</source>
        <translation>Pusat panggilan</translation>
    </message>
    <message>
        <source>desk {letter}</source>
        <translation>Meja {letter}</translation>
    </message>
    <message>
        <source>A change from a newer version of the program</source>
        <translation>Perubahan dari versi lebih baru</translation>
    </message>
    <message>
        <source>Opened at level {level}</source>
        <translation>Dibuka dengan level {level}</translation>
    </message>
    <message>
        <source>Level raised to {level}</source>
        <translation>Level dinaikkan ke {level}</translation>
    </message>
    <message>
        <source>Level lowered to {level}</source>
        <translation>Level diturunkan ke {level}</translation>
    </message>
    <message>
        <source>not classified</source>
        <translation>belum digolongkan</translation>
    </message>
    <message>
        <source>Kind changed to {kind}</source>
        <translation>Jenis diubah menjadi {kind}</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>tidak diketahui</translation>
    </message>
    <message>
        <source>Place changed to {place}</source>
        <translation>Lokasi diubah menjadi {place}</translation>
    </message>
    <message>
        <source>Took the incident</source>
        <translation>Menangani kejadian ini</translation>
    </message>
    <message>
        <source>Gave the incident back to the queue</source>
        <translation>Mengembalikan kejadian ke antrean</translation>
    </message>
    <message>
        <source>Handed over to {name}</source>
        <translation>Diserahkan kepada {name}</translation>
    </message>
    <message>
        <source>Status: {status}</source>
        <translation>Status: {status}</translation>
    </message>
    <message>
        <source>{text} (call center only)</source>
        <translation>{text} (khusus call center)</translation>
    </message>
    <message>
        <source>A note whose text is not held here</source>
        <translation>Catatan yang teksnya tidak disimpan di sini</translation>
    </message>
    <message>
        <source>Step done: {step}</source>
        <translation>Langkah selesai: {step}</translation>
    </message>
    <message>
        <source>Step not done after all: {step}</source>
        <translation>Langkah batal dicentang: {step}</translation>
    </message>
    <message>
        <source>Closed: {code}</source>
        <translation>Ditutup: {code}</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Dibuka kembali</translation>
    </message>
    <message>
        <source>Closing approved</source>
        <translation>Penutupan disetujui</translation>
    </message>
    <message>
        <source>Closing returned</source>
        <translation>Penutupan dikembalikan</translation>
    </message>
    <message>
        <source>Closing code corrected from {before} to {code}</source>
        <translation>Kode penutupan diubah dari {before} menjadi {code}</translation>
    </message>
    <message>
        <source>Closing corrected: {code}</source>
        <translation>Penutupan dikoreksi: {code}</translation>
    </message>
    <message>
        <source>Identities erased</source>
        <translation>Identitas dihapus</translation>
    </message>
    <message>
        <source>Texts erased</source>
        <translation>Teks dihapus</translation>
    </message>
    <message>
        <source>Report joined</source>
        <translation>Laporan digabungkan</translation>
    </message>
    <message>
        <source>Report recorded</source>
        <translation>Laporan dicatat</translation>
    </message>
    <message>
        <source>Report joined ({channel})</source>
        <translation>Laporan digabungkan ({channel})</translation>
    </message>
    <message>
        <source>Report recorded ({channel})</source>
        <translation>Laporan dicatat ({channel})</translation>
    </message>
    <message>
        <source>Report parted</source>
        <translation>Laporan dipisahkan</translation>
    </message>
    <message>
        <source>{verb}: {agency}, by {channel}</source>
        <translation>{verb}: {agency}, lewat {channel}</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>Diberi tahu</translation>
    </message>
    <message>
        <source>{agency} declined</source>
        <translation>{agency} tidak dapat menangani</translation>
    </message>
    <message>
        <source>{agency} did not answer</source>
        <translation>{agency} belum jawab</translation>
    </message>
    <message>
        <source>sent again</source>
        <translation>dikirim ulang</translation>
    </message>
    <message>
        <source>decree {number}</source>
        <translation>keputusan {number}</translation>
    </message>
    <message>
        <source>{text} at {time}</source>
        <translation>{text} pukul {time}</translation>
    </message>
    <message>
        <source>Taken back from {agency}</source>
        <translation>Ditarik dari {agency}</translation>
    </message>
    <message>
        <source>Identity of {count} caller(s) shared with {agency}</source>
        <translation>Identitas {count} pelapor dibagikan kepada {agency}</translation>
    </message>
    <message>
        <source>An agency</source>
        <translation>Sebuah instansi</translation>
    </message>
</context>
<context>
    <name>TimesSection</name>
    <message>
        <source>Other time, promise to call back</source>
        <translation>Waktu lain, janji hubungi kembali</translation>
    </message>
    <message>
        <source>Happened at another time</source>
        <translation>Terjadi di waktu lain</translation>
    </message>
    <message>
        <source>Reported earlier</source>
        <translation>Dilaporkan lebih awal</translation>
    </message>
    <message>
        <source>Promise to call back within</source>
        <translation>Janji menghubungi kembali dalam</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>paling lambat {time}</translation>
    </message>
</context>
<context>
    <name>Together</name>
    <message>
        <source>Ask all desks for help, at once</source>
        <translation>Minta bantuan semua meja, seketika</translation>
    </message>
    <message>
        <source>Who is there; write to one desk or to all</source>
        <translation>Siapa yang ada; menulis ke satu meja atau ke semua</translation>
    </message>
    <message>
        <source>Answer a call for help or a message</source>
        <translation>Jawab permintaan bantuan atau pesan</translation>
    </message>
    <message>
        <source>With the other desks</source>
        <translation>Dengan meja lain</translation>
    </message>
    <message>
        <source>Please help</source>
        <translation>Mohon bantuan</translation>
    </message>
    <message>
        <source>I am coming to help</source>
        <translation>Saya bantu, menuju ke sana</translation>
    </message>
    <message>
        <source>Thank you, it is over</source>
        <translation>Terima kasih, sudah tertolong</translation>
    </message>
    <message>
        <source>Other desks</source>
        <translation>Meja lain</translation>
    </message>
    <message>
        <source>1 other desk</source>
        <translation>1 meja lain</translation>
    </message>
    <message>
        <source>{count} other desks</source>
        <translation>{count} meja lain</translation>
    </message>
    <message>
        <source>{who} asks for help:</source>
        <translation>{who} minta bantuan:</translation>
    </message>
    <message>
        <source>I help</source>
        <translation>Saya bantu</translation>
    </message>
    <message>
        <source>You asked for help at {time}:</source>
        <translation>Anda minta bantuan pukul {time}:</translation>
    </message>
    <message>
        <source>nobody has answered yet</source>
        <translation>belum ada yang menjawab</translation>
    </message>
    <message>
        <source>{who} answers:</source>
        <translation>{who} menjawab:</translation>
    </message>
    <message>
        <source>It is over</source>
        <translation>Sudah tertolong</translation>
    </message>
    <message>
        <source>{who}:</source>
        <translation>{who}:</translation>
    </message>
    <message>
        <source>{text} (and {count} more)</source>
        <translation>{text} (dan {count} lagi)</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Jawab</translation>
    </message>
    <message>
        <source>Your message was not sent: {text}</source>
        <translation>Pesan Anda tidak terkirim: {text}</translation>
    </message>
    <message>
        <source>Not sent: there is no connection to the server. Call, or go to the other desk.</source>
        <translation>Tidak terkirim: tidak terhubung ke server. Telepon, atau datangi mejanya.</translation>
    </message>
</context>
<context>
    <name>TogetherPanel</name>
    <message>
        <source>Other desks</source>
        <translation>Meja lain</translation>
    </message>
    <message>
        <source>Desks that are there</source>
        <translation>Meja yang ada</translation>
    </message>
    <message>
        <source>Messages of this shift</source>
        <translation>Pesan sif ini</translation>
    </message>
    <message>
        <source>not in the log</source>
        <translation>tidak masuk catatan</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Kirim</translation>
    </message>
    <message>
        <source>Ask for help</source>
        <translation>Minta bantuan</translation>
    </message>
    <message>
        <source>Not sent: there is no connection to the server. Call, or go to the other desk.</source>
        <translation>Tidak terkirim: tidak terhubung ke server. Telepon, atau datangi mejanya.</translation>
    </message>
    <message>
        <source>To {desk} …</source>
        <translation>Ke {desk} …</translation>
    </message>
    <message>
        <source>To all desks …</source>
        <translation>Ke semua meja …</translation>
    </message>
    <message>
        <source>No other desk is there now</source>
        <translation>Tidak ada meja lain sekarang</translation>
    </message>
    <message>
        <source>No connection to the server</source>
        <translation>Tidak terhubung ke server</translation>
    </message>
    <message>
        <source>All desks</source>
        <translation>Semua meja</translation>
    </message>
    <message>
        <source>typing in {number}</source>
        <translation>mengetik di {number}</translation>
    </message>
    <message>
        <source>has {number} open</source>
        <translation>membuka {number}</translation>
    </message>
    <message>
        <source>an incident</source>
        <translation>sebuah kejadian</translation>
    </message>
    <message>
        <source>nobody signed in</source>
        <translation>belum ada yang masuk</translation>
    </message>
    <message>
        <source>Help: {text}</source>
        <translation>Minta bantuan: {text}</translation>
    </message>
    <message>
        <source>this desk</source>
        <translation>meja ini</translation>
    </message>
    <message>
        <source>another desk</source>
        <translation>meja lain</translation>
    </message>
    <message>
        <source>{who} to {desk}</source>
        <translation>{who} ke {desk}</translation>
    </message>
</context>
<context>
    <name>ToolRow</name>
    <message>
        <source>Lists of incidents</source>
        <translation>Daftar kejadian</translation>
    </message>
    <message>
        <source>Number, place, words …</source>
        <translation>Cari nomor, lokasi, kata …</translation>
    </message>
    <message>
        <source>Search …</source>
        <translation>Cari …</translation>
    </message>
    <message>
        <source>Number, words …</source>
        <translation>Cari nomor, kata …</translation>
    </message>
    <message>
        <source>Search incidents by number, place or words</source>
        <translation>Cari kejadian menurut nomor, lokasi, atau kata</translation>
    </message>
    <message>
        <source>Search all incidents of all years (Ctrl+K). Ctrl+Shift+F opens a saved search. Esc clears.</source>
        <translation>Cari di semua kejadian dari semua tahun (Ctrl+K). Ctrl+Shift+F membuka pencarian tersimpan. Esc mengosongkan.</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Saring</translation>
    </message>
    <message>
        <source>Show or hide the filters (Ctrl+F)</source>
        <translation>Tampilkan atau sembunyikan saringan (Ctrl+F)</translation>
    </message>
    <message>
        <source>New report</source>
        <translation>Laporan baru</translation>
    </message>
    <message>
        <source>Take down a new call (F2)</source>
        <translation>Catat telepon baru (F2)</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>{count} told to nobody</source>
        <translation>{count} belum diteruskan</translation>
    </message>
    <message>
        <source>1 escalation overdue</source>
        <translation>1 eskalasi lewat batas</translation>
    </message>
    <message>
        <source>{count} escalations overdue</source>
        <translation>{count} eskalasi lewat batas</translation>
    </message>
    <message>
        <source>Other desks</source>
        <translation>Meja lain</translation>
    </message>
    <message>
        <source>Signed in: {name}</source>
        <translation>Masuk sebagai {name}</translation>
    </message>
    <message>
        <source>{count} overdue</source>
        <translation>{count} lewat batas</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Jam</translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>Early detection and prevention of social conflict, Kota Madiun</source>
        <translation>Deteksi dini dan pencegahan konflik sosial, Kota Madiun</translation>
    </message>
    <message>
        <source>The data could not be opened</source>
        <translation>Data tidak dapat dibuka</translation>
    </message>
    <message>
        <source>Nothing was changed or deleted. Folder: {folder}</source>
        <translation>Tidak ada yang diubah atau dihapus. Folder: {folder}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Coba lagi</translation>
    </message>
    <message>
        <source>Open with the recovery code</source>
        <translation>Buka dengan kode pemulihan</translation>
    </message>
    <message>
        <source>Restore the backup of {when}</source>
        <translation>Pulihkan cadangan {when}</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>Buka folder data</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Keluar</translation>
    </message>
    <message>
        <source>Five groups of five; capitals and dashes do not matter.</source>
        <translation>Lima kelompok, masing-masing lima; huruf besar dan tanda hubung tidak berpengaruh.</translation>
    </message>
    <message>
        <source>The present data is set aside, never deleted. Leave the code empty if the key is here.</source>
        <translation>Data sekarang disisihkan, tidak dihapus. Kosongkan kode bila kuncinya masih ada di sini.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Kode pemulihan</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Pulihkan</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Buka</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>Sebentar …</translation>
    </message>
    <message>
        <source>The program made a mistake. Nothing was lost; the log file has the details.</source>
        <translation>Terjadi kesalahan pada program. Tidak ada yang hilang; rinciannya di berkas log.</translation>
    </message>
</context>
<context>
    <name>TwinWords</name>
    <message>
        <source>added on {date}</source>
        <translation>ditambahkan {date}</translation>
    </message>
    <message>
        <source>added at desk {letter} on {date}</source>
        <translation>ditambahkan di meja {letter}, {date}</translation>
    </message>
</context>
<context>
    <name>ValueCard</name>
    <message>
        <source>Back to the shipped value</source>
        <translation>Kembali ke bawaan</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Riwayat</translation>
    </message>
    <message>
        <source>History of the value; Enter takes a value again</source>
        <translation>Riwayat nilai; Enter memakai nilai itu lagi</translation>
    </message>
    <message>
        <source>Felt in: {place}</source>
        <translation>Terasa di: {place}</translation>
    </message>
    <message>
        <source>As shipped: {value}</source>
        <translation>Bawaan: {value}</translation>
    </message>
    <message>
        <source>Only an administrator changes this.</source>
        <translation>Hanya administrator yang dapat mengubah ini.</translation>
    </message>
    <message>
        <source>Two desks changed this apart from each other; the later one holds. Settle it with a value.</source>
        <translation>Dua meja mengubahnya terpisah; yang terakhir berlaku. Tetapkan satu nilai.</translation>
    </message>
    <message>
        <source>Keep {value}</source>
        <translation>Tetapkan {value}</translation>
    </message>
    <message>
        <source>erased</source>
        <translation>sudah dihapus</translation>
    </message>
    <message>
        <source>{value} (as shipped)</source>
        <translation>{value} (bawaan)</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>berlaku</translation>
    </message>
    <message>
        <source>Enter takes a value again</source>
        <translation>Enter memakai nilai itu lagi</translation>
    </message>
    <message>
        <source>never changed</source>
        <translation>belum pernah diubah</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>Alasan: {reason}</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>Approve</source>
        <translation>Setujui</translation>
    </message>
    <message>
        <source>Return …</source>
        <translation>Kembalikan …</translation>
    </message>
    <message>
        <source>Correct the code …</source>
        <translation>Ubah kode …</translation>
    </message>
    <message>
        <source>Open the incident</source>
        <translation>Buka kejadiannya</translation>
    </message>
</context>
<context>
    <name>WindowBar</name>
    <message>
        <source> · {shift} {start}–{end}</source>
        <translation> · Sif {shift} {start}–{end}</translation>
    </message>
    <message>
        <source>Change person</source>
        <translation>Ganti petugas</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Kunci</translation>
    </message>
    <message>
        <source>My password</source>
        <translation>Kata sandi saya</translation>
    </message>
    <message>
        <source>Keys and language</source>
        <translation>Tombol dan bahasa</translation>
    </message>
    <message>
        <source>sample data for practice; nothing here reaches an agency</source>
        <translation>data contoh untuk berlatih; tidak ada yang sampai ke instansi</translation>
    </message>
    <message>
        <source>{skew}. Times in the log would mislead: set the clock now. Work goes on.</source>
        <translation>{skew}. Waktu di catatan akan menyesatkan: betulkan jam sekarang. Pekerjaan jalan terus.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Rincian</translation>
    </message>
</context>
<context>
    <name>WithdrawForm</name>
    <message>
        <source>Take back what was given to {agency}</source>
        <translation>Tarik eskalasi ke {agency}</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Tarik</translation>
    </message>
</context>
<context>
    <name>Workplace</name>
    <message>
        <source>Desk {letter}</source>
        <translation>Meja {letter}</translation>
    </message>
    <message>
        <source>{name} is not confirmed at the shared server yet. Sign in with a name that is known there meanwhile, or ask an administrator of that center to confirm {name} on their page To be confirmed. All that was logged here is kept.</source>
        <translation>{name} belum disahkan di server bersama. Sementara itu masuklah dengan nama yang dikenal di sana, atau mintalah administrator pusat itu mengesahkan {name} di halaman Pengesahan. Semua yang dicatat di sini tetap tersimpan.</translation>
    </message>
    <message>
        <source>The account of {name} was disabled by an administrator.</source>
        <translation>Akun {name} dinonaktifkan oleh administrator.</translation>
    </message>
</context>
</TS>
