# language: id
Fitur: Layanan Penjangkauan PUSPAGA, Kota Tangerang (SOP Nomor 03-3 / 033-PLA)
  Dari hasil identifikasi kebutuhan sampai laporan diserahkan; dua putusan oleh Ketua PUSPAGA.

  Latar Belakang:
    Dengan kantor yang memakai "tangerang-puspaga-penjangkauan"

  Skenario: Penjangkauan disetujui dan laporannya diserahkan
    Ketika layanan membuka kasus
    Dan administrasi mengerjakan baris 1
    Dan pimpinan memutuskan "setuju" pada baris 2
    Maka surat "Surat Tugas" dan "Surat Perjalanan Dinas" terbit
    Ketika layanan mengerjakan baris 3
    Dan layanan mengerjakan baris 4
    Maka surat "Surat Pengantar Layanan Lanjutan" terbit
    Ketika layanan mengerjakan baris 5
    Dan pimpinan memutuskan "selesai" pada baris 6
    Dan layanan mengerjakan baris 7
    Dan administrasi mengerjakan baris 8
    Maka kasus berakhir sebagai "Selesai"
    Dan surat "Tanda Terima" terbit

  Skenario: Klien tidak perlu tindak lanjut
    Ketika layanan membuka kasus
    Dan kasus dibawa ke baris 4
    Dan layanan melewati baris 4 dengan pernyataan "Klien tidak memerlukan layanan lanjutan"
    Maka baris yang terbuka adalah 5
    Dan riwayat memuat "Klien tidak memerlukan layanan lanjutan"

  Skenario: Disposisi dikembalikan untuk diperbaiki, lalu tidak disetujui
    Ketika layanan membuka kasus
    Dan kasus dibawa ke baris 2
    Dan pimpinan memutuskan "perbaiki" pada baris 2
    Maka baris yang terbuka adalah 1
    Ketika administrasi mengerjakan baris 1
    Dan pimpinan memutuskan "tolak" pada baris 2
    Maka kasus berakhir sebagai "Tidak disetujui"
    Dan kasus dapat dibuka kembali pada baris 2

  Skenario: Penjangkauan lanjutan diperlukan
    Ketika layanan membuka kasus
    Dan kasus dibawa ke baris 6
    Dan pimpinan memutuskan "lanjut" pada baris 6
    Maka baris yang terbuka adalah 3
