"""Every problem a reader can name, in the words of docs/problems.md: one code, one sentence, one next step."""

from __future__ import annotations

from models.problem import DossierError, Problem

WORDS: dict[str, tuple[str, str]] = {
    "file-empty": (
        "berkas kosong: tidak ada satu bita pun di dalamnya",
        "unggah ulang berkas aslinya; salinan ini rusak sewaktu dikirim atau disimpan",
    ),
    "file-too-big": (
        "berkas lebih besar daripada {limit} MiB",
        "kecilkan gambar di dalamnya atau bagi menjadi beberapa berkas, lalu unggah lagi",
    ),
    "type-unknown": (
        "jenis isinya tidak dikenal, apa pun nama berkasnya",
        "buka di program asalnya dan simpan sebagai PDF atau Word (.docx)",
    ),
    "type-not-read": (
        "isinya {kind}, yang tidak dibaca sebagai berkas inovasi",
        "simpan sebagai PDF atau Word (.docx), lalu unggah lagi",
    ),
    "type-video": (
        "isinya video, yang tidak dibaca",
        "unggah ke kanal video, tulis tautannya di proposal, dan keluarkan berkasnya dari folder",
    ),
    "type-program": (
        "isinya program, bukan dokumen",
        "jangan dijalankan; keluarkan dari folder dan tanyakan kepada pengirimnya",
    ),
    "xlsx-no-manifest": (
        "lembar kerja Excel hanya dibaca sebagai manifes, dan yang ini tidak memuat judul kolom berkas dan inovasi",
        "bila ini bukti, simpan sebagai PDF lalu unggah lagi; bila ini manifes, beri judul kedua kolomnya",
    ),
    "type-archive-not-opened": (
        "isinya arsip {kind}, yang tidak dapat dibuka di sini",
        "buka arsipnya dan unggah foldernya, atau kemas ulang sebagai ZIP",
    ),
    "office-missing": (
        "isinya {kind}, yang hanya dapat dibaca bila LibreOffice terpasang",
        (
            "pasang LibreOffice di komputer ini (Debian: apt install libreoffice-writer-nogui) lalu ulangi dengan "
            "`berkas status --retry`, atau simpan sebagai Word (.docx) atau PDF"
        ),
    ),
    "word-old": (
        "isinya {kind}, dan LibreOffice tidak berhasil membukanya",
        "buka di Word atau LibreOffice; bila terbuka, simpan sebagai Word (.docx) atau PDF, lalu unggah lagi",
    ),
    "pdf-broken": (
        "PDF rusak: tidak ada mesin pembaca yang dapat membukanya",
        "buka di penampil PDF; bila terbuka, cetak ke PDF baru, bila tidak, minta berkas aslinya",
    ),
    "pdf-encrypted": (
        "PDF terkunci dengan kata sandi",
        "minta pengirim menyimpannya tanpa kata sandi, lalu unggah lagi",
    ),
    "pdf-too-many-pages": (
        "PDF berisi {pages} halaman; paling banyak {limit} yang dibaca",
        "bagi menjadi beberapa berkas",
    ),
    "pdf-page-broken": (
        "halaman ini rusak dan tidak dapat dibaca",
        "periksa halaman ini di penampil PDF dan minta berkas aslinya",
    ),
    "pdf-page-scan": (
        "halaman ini hanya gambar (hasil pindai) tanpa teks yang dapat dibaca",
        "pasang OCR, atau minta berkas aslinya sebelum dicetak dan dipindai",
    ),
    "pdf-page-junk": (
        "lapisan teks halaman ini rusak: hurufnya tidak dapat diterjemahkan menjadi kata",
        "pasang OCR, atau cetak ulang berkas aslinya ke PDF",
    ),
    "pdf-no-text": (
        "tidak ada halaman yang teksnya dapat dibaca",
        "bila ini hasil pindai, pasang OCR atau minta berkas aslinya; isi berkas ini belum dinilai",
    ),
    "pdf-hidden-text": (
        "ada teks yang tidak terlihat oleh pembaca (putih, tembus pandang, atau di luar halaman)",
        "periksa halaman ini; teks itu disimpan tetapi tidak dipakai sebagai bukti",
    ),
    "pdf-second-engine": (
        "mesin pembaca utama tidak berhasil; teks diambil dari mesin kedua ({engine})",
        "bandingkan kutipan dengan halaman aslinya sebelum menilai",
    ),
    "pdf-engines-differ": (
        "dua mesin pembaca tidak sepakat ({first} dan {second} huruf); yang lebih banyak dipakai",
        "bandingkan kutipan dengan halaman aslinya sebelum menilai",
    ),
    "pdf-page-picture": (
        "gambar menutupi halaman ini, hanya sedikit teksnya yang terbaca, dan gambarnya sendiri tidak dibaca",
        "pasang OCR, atau minta berkas aslinya sebelum dicetak dan dipindai",
    ),
    "page-ocr": (
        "halaman ini dibaca dengan OCR; huruf dan angka dapat keliru",
        "bandingkan kutipan dari halaman ini dengan gambarnya",
    ),
    "ocr-nothing": (
        "halaman ini hanya gambar, dan OCR tidak menemukan tulisan yang dapat dipercaya di dalamnya",
        "lihat gambarnya; bila ada tulisannya, pindai ulang pada 300 dpi atau minta berkas aslinya",
    ),
    "ocr-missing": (
        "berkas ini perlu OCR, dan tidak ada mesin OCR yang terpasang",
        (
            "pasang `pip install 'berkas[ocr]'` dan data bahasa (Debian: apt install tesseract-ocr-ind), lalu ulangi "
            "dengan `berkas status --retry`"
        ),
    ),
    "image-unreadable": (
        "gambar ini tidak dapat dibaca sebagai teks",
        "pasang OCR, atau unggah berkas aslinya sebagai PDF atau Word",
    ),
    "image-too-big": (
        "gambar lebih besar daripada {limit} juta piksel",
        "kecilkan gambarnya, lalu unggah lagi",
    ),
    "docx-second-engine": (
        "hanya pembaca kedua ({engine}) dapat membuka berkas ini; catatan kaki dan kotak teks tidak terbaca",
        "buka di Word, simpan ulang, lalu unggah lagi",
    ),
    "docx-broken": (
        "berkas Word rusak dan tidak dapat dibuka",
        "buka di Word; bila terbuka, simpan ulang dengan nama baru, bila tidak, minta berkas aslinya",
    ),
    "docx-encrypted": (
        "berkas Office terkunci dengan kata sandi",
        "minta pengirim menyimpannya tanpa kata sandi, lalu unggah lagi",
    ),
    "docx-no-text": (
        "berkas Word ini tidak berisi teks (mungkin hanya gambar)",
        "bila isinya gambar hasil pindai, unggah sebagai PDF atau minta berkas aslinya",
    ),
    "docx-part-broken": (
        "bagian {part} dari berkas Word ini rusak dan dilewati",
        "buka di Word, periksa bagian itu, dan simpan ulang",
    ),
    "docx-embedded": (
        "dokumen lain disisipkan di dalamnya ({part}) dan tidak ikut dibaca",
        "unggah dokumen sisipan itu sebagai berkas tersendiri",
    ),
    "zip-broken": (
        "arsip ZIP rusak atau terpotong",
        "kemas ulang foldernya sebagai ZIP dan unggah lagi",
    ),
    "zip-encrypted": (
        "arsip ZIP terkunci dengan kata sandi",
        "kemas ulang tanpa kata sandi dan unggah lagi",
    ),
    "zip-bomb": (
        "arsip melampaui batas aman ({what})",
        "kemas ulang hanya berkas yang diperlukan; arsip seperti ini tidak dibuka",
    ),
    "text-encoding": (
        "teks ini tidak tersimpan sebagai UTF-8; sebagian huruf dapat keliru",
        "simpan ulang sebagai UTF-8, PDF, atau Word",
    ),
    "text-empty": (
        "berkas ini tidak berisi teks",
        "periksa apakah berkas yang benar yang diunggah",
    ),
    "xlsx-broken": (
        "lembar kerja Excel ini rusak dan tidak dapat dibuka",
        "buka di Excel; bila terbuka, simpan ulang dengan nama baru, bila tidak, minta berkas aslinya",
    ),
    "manifest-too-long": (
        "manifes ini berisi lebih dari {limit} baris",
        "bagi menjadi beberapa manifes, satu untuk tiap folder",
    ),
    "reader-failed": (
        "pembaca gagal karena susunan berkas yang tidak terduga ({detail})",
        "simpan ulang sebagai PDF atau Word (.docx); bila tetap gagal, laporkan berkas ini",
    ),
}


def problem(code: str, file: str, page: int | None = None, **facts: object) -> Problem:
    """The problem of that code about one file. `facts` fill the braces of its sentence.

    Raises: KeyError for a code that is not on the list.
    """
    message, remedy = WORDS[code]
    return Problem(code, message.format(**facts), remedy, file, page)


def refuse(code: str, file: str, page: int | None = None, **facts: object) -> DossierError:
    """The same as an exception, for `raise refuse(...)`: this file cannot be read at all."""
    return DossierError(problem(code, file, page, **facts))
