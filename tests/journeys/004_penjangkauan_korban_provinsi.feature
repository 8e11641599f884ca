# language: id
Fitur: Penjangkauan Korban, UPTD PPA Provinsi Kepulauan Bangka Belitung (SOP Nomor 17/SOP/UPTD-PPA/DP3ACSKB/2024)
  Rencana dengan anggaran, persetujuan penerima manfaat, asesmen risiko, sampai pendokumentasian.

  Latar Belakang:
    Dengan kantor yang memakai "babel-uptd-penjangkauan"

  Skenario: Dijangkau, risiko tinggi, dirujuk ke layanan kedaruratan
    Ketika layanan membuka kasus
    Dan administrasi mengerjakan baris 1
    Dan administrasi mengerjakan baris 2
    Dan layanan mengerjakan baris 3
    Dan pimpinan memutuskan "setuju" pada baris 4
    Dan pimpinan mengerjakan baris 5
    Dan administrasi mengerjakan baris 6
    Maka surat "Surat Tugas" dan "Surat Perjalanan Dinas" terbit
    Ketika layanan mengerjakan baris 7
    Dan layanan memutuskan "setuju" pada baris 8
    Dan layanan mengerjakan baris 9
    Dan layanan memutuskan "tinggi" pada baris 10
    Maka surat "Surat Rujukan Layanan Kedaruratan" terbit
    Ketika layanan mengerjakan baris 11
    Dan administrasi mengerjakan baris 12
    Maka kasus berakhir sebagai "Selesai"
    Dan surat "Berita Acara Penyerahan Berkas" terbit

  Skenario: Rencana dan anggaran dikembalikan
    Ketika layanan membuka kasus
    Dan kasus dibawa ke baris 4
    Dan pimpinan memutuskan "kembalikan" pada baris 4
    Maka baris yang terbuka adalah 3

  Skenario: Penerima manfaat tetap menolak, lalu berubah pikiran
    Ketika layanan membuka kasus
    Dan kasus dibawa ke baris 8
    Maka memutuskan "tolak" pada baris 8 meminta "Lembar Kontak" dan penjelasan lebih lanjut
    Ketika layanan memutuskan "tolak" pada baris 8
    Maka kasus berakhir sebagai "Menolak, dapat kembali"
    Dan kasus dapat dibuka kembali pada baris 8
    Ketika layanan memutuskan "setuju" pada baris 8
    Maka baris yang terbuka adalah 9

  Skenario: Putusan risiko diusulkan oleh asesmen, orang yang memutuskan
    Ketika layanan membuka kasus
    Dan kasus dibawa ke baris 10
    Maka putusan baris 10 diusulkan menurut tingkat risiko
    Ketika layanan memutuskan "bukan" pada baris 10
    Maka baris yang terbuka adalah 11

  Skenario: Yang dilakukan pihak luar dicatat oleh Manajer Kasus
    Ketika layanan membuka kasus
    Dan kasus dibawa ke baris 10
    Maka memutuskan "tinggi" pada baris 10 meminta "Penerima manfaat terhubung dengan pelayanan kedaruratan"
