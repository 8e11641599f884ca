# language: id
Fitur: Dokumentasi dan Pencatatan Layanan PUSPAGA, Kabupaten Tanah Laut (SOP Nomor 400.2/07/DP2KBP3A/2023)
  Berkas diterima sepanjang bulan, dipilah, dievaluasi, dilaporkan, diterima, dan disetujui.

  Latar Belakang:
    Dengan kantor yang mendokumentasikan setiap bulan

  Skenario: Sebulan penuh sampai laporan disetujui
    Maka berjalan "Dokumentasi November 2026"
    Ketika administrasi menerima berkas "Berkas konseling" dari "Layanan Konseling Keluarga"
    Dan sebuah kasus ditutup
    Maka berkas kasus itu menunggu diterima
    Ketika administrasi menerima berkas kasus itu
    Dan administrasi memilah semua berkas
    Maka baris 2 belum dapat diselesaikan
    Ketika bulan November berakhir
    Dan administrasi menyelesaikan baris 2
    Dan administrasi menyelesaikan baris 3
    Dan administrasi menyelesaikan baris 4
    Dan administrasi mengajukan laporan
    Dan administrasi menyelesaikan baris 5
    Dan pimpinan memutuskan "kembalikan" pada baris 6
    Dan administrasi mengajukan laporan
    Dan administrasi menyelesaikan baris 5
    Dan pimpinan memutuskan "teruskan" pada baris 6
    Dan pimpinan memutuskan "kembalikan" pada baris 7
    Dan administrasi mengajukan laporan
    Dan administrasi menyelesaikan baris 5
    Dan pimpinan memutuskan "teruskan" pada baris 6
    Dan pimpinan memutuskan "setuju" pada baris 7
    Maka laporan dibekukan dengan sidik SHA-256

  Skenario: Laporan enam bulan dan tahunan
    Ketika tahun berganti
    Maka berjalan "Dokumentasi Semester II 2026"
    Dan berjalan "Dokumentasi Tahun 2026"
