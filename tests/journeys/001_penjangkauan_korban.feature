# language: id
Fitur: Layanan Penjangkauan Korban, UPTD PPA Kota Tangerang (SOP Nomor 695 Tahun 2025)
  Dari informasi kasus sampai instruksi tindak lanjut, setiap baris dikerjakan oleh pelaksananya sendiri.

  Latar Belakang:
    Dengan kantor latihan dengan petugas layanan, kepala, dan petugas administrasi

  Skenario: Kasus dijangkau dan ditindaklanjuti
    Ketika petugas layanan menerima informasi kasus
    Maka kasus mendapat nomor register "0001/PJK/11/2026"
    Ketika petugas layanan menyelesaikan langkah 1
    Maka kepala melihat tugas "Instruksi layanan penjangkauan"
    Ketika kepala menerbitkan "surat-tugas-penjangkauan"
    Dan kepala memutuskan "jangkau" pada langkah 2
    Dan petugas layanan mengerjakan semua dokumen langkah 3
    Dan petugas layanan menyelesaikan langkah 3
    Dan petugas administrasi mengerjakan semua dokumen langkah 4
    Dan petugas administrasi menyelesaikan langkah 4
    Dan petugas layanan mengerjakan semua dokumen langkah 5
    Dan petugas layanan menyelesaikan langkah 5
    Dan kepala menerbitkan "instruksi-tindak-lanjut"
    Dan kepala menerbitkan "surat-rujukan-kedaruratan"
    Dan kepala memutuskan "tindak" pada langkah 6
    Maka kasus tertutup sebagai "Ditindaklanjuti"
    Dan buku log mencatat "Menutup dan menyimpan berkas kasus"
    Dan rantai buku log utuh
    Dan tidak ada tugas yang tersisa

  Skenario: Bukan kewenangan kantor, kasus dilimpahkan
    Ketika petugas layanan menerima informasi kasus
    Dan petugas layanan menyelesaikan langkah 1
    Dan kepala memutuskan "limpah" pada langkah 2 dengan alasan "Korban tinggal di kabupaten lain"
    Maka langkah yang terbuka adalah 6
    Ketika kepala menerbitkan "instruksi-tindak-lanjut"
    Dan kepala mencoba memutuskan "limpah" pada langkah 6
    Maka program menjawab dengan kode "RA-KRJ-03"
    Ketika kepala menerbitkan "surat-pelimpahan-kasus"
    Dan kepala memutuskan "limpah" pada langkah 6
    Maka kasus tertutup sebagai "Dilimpahkan"

  Skenario: Kepala memutuskan kasus tidak dijangkau, lalu kasus dibuka kembali
    Ketika petugas layanan menerima informasi kasus
    Dan petugas layanan menyelesaikan langkah 1
    Dan kepala mencoba memutuskan "tidak" pada langkah 2
    Maka program menjawab dengan kode "RA-KRJ-06"
    Ketika kepala memutuskan "tidak" pada langkah 2 dengan alasan "Sudah ditangani kepolisian"
    Maka kasus tertutup sebagai "Tidak dijangkau"
    Ketika kepala membuka kembali kasus dengan alasan "Kekerasan berulang"
    Maka langkah yang terbuka adalah 2

  Skenario: Langkah dikerjakan menurut giliran dan kelengkapan
    Ketika petugas layanan menerima informasi kasus
    Dan kepala mencoba menyelesaikan langkah 1
    Maka program menjawab dengan kode "RA-KRJ-04"
    Ketika petugas layanan menyelesaikan langkah 1
    Dan kepala menerbitkan "surat-tugas-penjangkauan"
    Dan kepala memutuskan "jangkau" pada langkah 2
    Dan petugas layanan mencoba menyelesaikan langkah 3
    Maka program menjawab dengan kode "RA-KRJ-03"
    Ketika petugas layanan menyelesaikan langkah 3 dengan alasan "Korban sudah dibawa ke rumah sakit"
    Maka langkah yang terbuka adalah 4
    Dan alasan "Korban sudah dibawa ke rumah sakit" tetap terlihat pada langkah 3
