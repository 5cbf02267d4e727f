"""Every sentence of the command line, in Indonesian and English."""

from __future__ import annotations

from pipeline.settings import Lang

_DEMO_NEXT_ID = """\
selanjutnya, dengan data contoh di {home}:
  berkas list --home {home}
  berkas explain {innovation} --home {home}
  berkas export --format csv --home {home}
dengan berkas sendiri:
  berkas ingest FOLDER && berkas score && berkas rank"""
_DEMO_NEXT_EN = """\
next, on the sample data in {home}:
  berkas list --home {home}
  berkas explain {innovation} --home {home}
  berkas export --format csv --home {home}
on your own files:
  berkas ingest FOLDER && berkas score && berkas rank"""

WORDS: dict[str, tuple[str, str]] = {
    # what stopped a command
    "db-url": ("alamat basis data tidak dapat dipakai: {detail}", "the database URL cannot be used: {detail}"),
    "db-unreachable": ("basis data tidak dapat dibuka: {detail}", "the database cannot be opened: {detail}"),
    "db-behind": (
        "basis data di {home} dibuat oleh versi lebih lama; jalankan `berkas db backup`, lalu `berkas db upgrade`",
        "the database in {home} was made by an older version; run `berkas db backup`, then `berkas db upgrade`",
    ),
    "db-ahead": (
        "basis data di {home} dibuat oleh versi lebih baru; perbarui program ini",
        "the database in {home} was made by a newer version; update this program",
    ),
    "db-foreign": (
        "basis data di {home} berisi tabel yang bukan milik program ini; pakai --home atau --db lain",
        "the database in {home} holds tables of another program; use another --home or --db",
    ),
    "columns-left-out": (
        "layar terlalu sempit untuk: {columns}; lebarkan, atau pakai --json",
        "the screen is too narrow for: {columns}; widen it, or use --json",
    ),
    "no-such-path": ("tidak ada: {paths}", "there is no {paths}"),
    "no-sector": (
        "tidak ada sektor {slug!r}; yang ada: {known}",
        "there is no sector {slug!r}; there are: {known}",
    ),
    "no-home": (
        "belum ada data di {home}; periksa --home, atau mulai dengan `berkas ingest`",
        "there is nothing at {home} yet; check --home, or begin with `berkas ingest`",
    ),
    "path-unusable": (
        "{path} tidak dapat dibuka atau ditulis: {detail}",
        "{path} cannot be opened or written: {detail}",
    ),
    "manifest-unread": ("manifes {file} tidak dapat dibaca: {detail}", "the manifest {file} cannot be read: {detail}"),
    "manifest-heads": (
        "{file} bukan manifes: perlu baris judul dengan kolom berkas dan inovasi (boleh juga unit), dan baris isinya",
        "{file} is no manifest: it needs a row of heads with file and innovation (unit, too, if you like), and rows",
    ),
    "home-unusable": ("folder {home} tidak dapat dipakai: {detail}", "the folder {home} cannot be used: {detail}"),
    "disk-full": (
        "ruang di {home} tinggal {free} MiB, dan ini perlu sekitar {needed} MiB; kosongkan, lalu ulangi perintahnya",
        "{free} MiB are left at {home}, and this needs about {needed} MiB; make room, then repeat the command",
    ),
    "locked": (
        "sedang dipakai perintah berkas lain; tunggu sampai selesai, lalu ulangi",
        "another berkas command is at work here; wait until it is done, then repeat",
    ),
    "no-dossier": ("tidak ada dossier {words!r}; lihat `berkas list`", "no dossier {words!r}; see `berkas list`"),
    "many-dossier": ("{words!r} cocok dengan beberapa dossier: {ids}", "{words!r} matches several dossiers: {ids}"),
    "no-innovation": ("tidak ada inovasi {words!r}; lihat `berkas rank`", "no innovation {words!r}; see `berkas rank`"),
    "many-innovation": (
        "{words!r} cocok dengan beberapa inovasi: {ids}",
        "{words!r} matches several innovations: {ids}",
    ),
    "no-run": ("tidak ada penilaian {words!r}", "no run {words!r}"),
    "many-run": ("{words!r} cocok dengan beberapa penilaian: {ids}", "{words!r} matches several runs: {ids}"),
    "no-runs": ("belum ada penilaian; jalankan `berkas score`", "nothing was scored yet; run `berkas score`"),
    "not-scored": (
        "{words} tidak ada dalam penilaian {run}; jalankan `berkas score` lagi",
        "{words} is not in run {run}; run `berkas score` again",
    ),
    "no-weights": (
        "rubrik ini tidak memberi nilai total, jadi tidak dapat diperingkat",
        "this rubric gives no total, so it cannot rank",
    ),
    "no-rubric": ("{detail}", "{detail}"),
    "bad-rubric": ("{detail}", "{detail}"),
    "no-gold": (
        "tidak satu pun nama di GOLD ada di antara berkas yang sudah diambil; jalankan `berkas ingest` dulu",
        "none of the names in GOLD is among the files taken in; run `berkas ingest` first",
    ),
    "bad-gold": ("GOLD tidak dapat dibaca: {detail}", "GOLD cannot be read: {detail}"),
    "bad-set": ("--set ditulis INDIKATOR.weight=ANGKA, bukan {text!r}", "--set is INDICATOR.weight=N, not {text!r}"),
    "no-samples": (
        "contoh tidak ikut terpasang di {folder}; pasang ulang program ini",
        "the samples are not installed in {folder}; install this program again",
    ),
    "backup-server": (
        "basis data ini ada di server; pakai pg_dump di sana",
        "this database is on a server; use pg_dump there",
    ),
    "backup-exists": ("{file} sudah ada dan tidak ditimpa", "{file} exists and is not overwritten"),
    "defect": (
        "kesalahan di program: {detail}\nulangi dengan -v untuk rinciannya, lalu laporkan",
        "a defect of the program: {detail}\nrepeat with -v for the details, then report it",
    ),
    # ingest and status
    "ingest-done": (
        (
            "{files} berkas: {stored} disimpan, {unchanged} sudah ada, {set_aside} disisihkan; "
            "{pages} halaman dalam {seconds:.1f} detik"
        ),
        (
            "{files} files: {stored} stored, {unchanged} unchanged, {set_aside} set aside; "
            "{pages} pages in {seconds:.1f} seconds"
        ),
    ),
    "ingest-next": (
        "selanjutnya: `berkas list`, lalu `berkas score` dan `berkas rank`",
        "next: `berkas list`, then `berkas score` and `berkas rank`",
    ),
    "set-aside-head": ("disisihkan:", "set aside:"),
    "noted-head": ("dicatat (berkasnya tetap dipakai):", "noted (the files are used all the same):"),
    "and-more": ("dan {more} lagi; semuanya dengan --json", "and {more} more; all of them with --json"),
    "note-files": ("{files} berkas", "{files} files"),
    "note-pages": ("{pages} halaman dalam {files} berkas", "{pages} pages in {files} files"),
    "outcome": ("hasil", "outcome"),
    "pages": ("halaman", "pages"),
    "with-ocr": ("dengan OCR", "with OCR"),
    "sum": ("jumlah", "sum"),
    "by-manifest": ("menurut manifes", "by the manifest"),
    "remedy": ("saran", "remedy"),
    "page": ("halaman {page}", "page {page}"),
    "bar-files": ("berkas,", "files,"),
    "bar-left": ("sisa", "left"),
    "reading": ("membaca", "reading"),
    "nothing-again": ("tidak ada yang disisihkan", "nothing was set aside"),
    "no-batches": ("belum ada berkas yang diambil", "nothing was taken in yet"),
    "unfinished": (
        "terputus di tengah; jalankan perintah yang sama lagi untuk melanjutkan",
        "broken off; run the same command again to go on",
    ),
    "plan-head": (
        "rencana (tidak ada yang disimpan): {dossiers} dossier dari {files} berkas",
        "plan (nothing is stored): {dossiers} dossiers from {files} files",
    ),
    # headings
    "batch": ("kiriman", "batch"),
    "when": ("waktu", "when"),
    "stored": ("disimpan", "stored"),
    "unchanged": ("sudah ada", "unchanged"),
    "set_aside": ("disisihkan", "set aside"),
    "dossier": ("dossier", "dossier"),
    "kind": ("jenis", "kind"),
    "title": ("judul", "title"),
    "region": ("daerah", "region"),
    "unit": ("unit", "unit"),
    "year": ("tahun", "year"),
    "innovations": ("inovasi", "innovations"),
    "files": ("berkas", "files"),
    "rank": ("no", "rank"),
    "name": ("nama", "name"),
    "sector": ("sektor", "sector"),
    "score": ("nilai", "score"),
    "max": ("maks", "max"),
    "interval": ("bisa jadi", "may be"),
    "met": ("terpenuhi", "met"),
    "not_met": ("tidak", "not met"),
    "cannot_judge": ("belum dapat dinilai", "cannot be judged"),
    "predicate": ("predikat", "predicate"),
    "level": ("tingkat", "level"),
    "claimed": ("klaim", "claimed"),
    "indicator": ("indikator", "indicator"),
    "points": ("nilai", "points"),
    "status": ("status", "status"),
    "id": ("id", "id"),
    "evidence": ("bukti", "evidence"),
    "proposal": ("proposal", "proposal"),
    "listing": ("daftar", "listing"),
    "other": ("lainnya", "other"),
    "unsure": ("ragu", "unsure"),
    "none": ("-", "-"),
    "flags": ("perlu diputuskan orang", "a person has to decide"),
    "sector-differs": (
        "sektor menurut dossier dan menurut model berbeda",
        "the dossier's own sector and the model's differ",
    ),
    "several-names": ("lebih dari satu nama inovasi", "more than one innovation name"),
    "two-expansions": ("kepanjangan yang berbeda", "different expansions"),
    "two-units": ("unit yang berbeda", "different units"),
    "two-regions": ("daerah yang berbeda", "different regions"),
    "two-years": ("tahun yang berbeda", "different years"),
    # score, rank, explain
    "scored": (
        "{innovations} inovasi dinilai dengan {rubric}: penilaian {run}",
        "{innovations} innovations scored under {rubric}: run {run}",
    ),
    "scored-before": (
        "tidak ada yang berubah sejak penilaian {run} ({rubric}, {innovations} inovasi)",
        "nothing has changed since run {run} ({rubric}, {innovations} innovations)",
    ),
    "unofficial": (
        "TIDAK RESMI: rubrik {rubric} berstatus {status}; nilai ini bukan nilai lomba",
        "UNOFFICIAL: rubric {rubric} is {status}; these scores are not the competition's",
    ),
    "rank-title": ("peringkat menurut {rubric}, maksimum {max}", "ranking under {rubric}, maximum {max}"),
    "nobody-moved": ("tidak ada yang berpindah", "nobody moved"),
    "move": (
        "{name}: {from_rank} -> {to_rank}, nilai {score_from:g} -> {score_to:g} ({because})",
        "{name}: {from_rank} -> {to_rank}, score {score_from:g} -> {score_to:g} ({because})",
    ),
    "others-moved": ("hanya yang lain yang berubah", "only the others changed"),
    "explain-title": ("{name}: {score:g} dari {max:g} menurut {rubric}", "{name}: {score:g} of {max:g} under {rubric}"),
    "explain-untotalled": ("{name} menurut {rubric}, tanpa nilai total", "{name} under {rubric}, without a total"),
    "possible": (
        "paling tinggi {possible:g} bila yang belum dapat dinilai terpenuhi semua; diklaim {claimed:g}",
        "at most {possible:g} if all that cannot be judged were met; claimed {claimed:g}",
    ),
    "unreadable": ("tidak terbaca: {files}", "unreadable: {files}"),
    "contradicts": ("berbeda", "differs"),
    "derived": ("diturunkan dari sektornya", "derived from its sector"),
    "confirmed": ("dipastikan orang", "confirmed"),
    "corrected": ("dibetulkan orang", "corrected"),
    "ocr": ("hasil OCR", "by OCR"),
    "measured": ("peluang benar {share}", "{share} likely right"),
    "prior": ("peluang benar kira-kira {share}", "about {share} likely right"),
    # rubrics, training, evaluation
    "rubric-good": (
        "{file}: rubrik ini dapat dipakai ({id}, sidik {fingerprint})",
        "{file}: this rubric can be used ({id}, fingerprint {fingerprint})",
    ),
    "rubric-bad": ("{file}: {errors} kesalahan", "{file}: {errors} errors"),
    "trained": (
        "model {taxonomy} {model}: {labels} label, {confirmed} di antaranya dari orang",
        "model of {taxonomy} {model}: {labels} labels, {confirmed} of them from people",
    ),
    "not-trained": ("model yang lama tetap dipakai", "the model in use stays"),
    "nothing-frozen": (
        "belum ada label uji untuk taksonomi ini, jadi tidak ada yang diukur",
        "this taxonomy has no test labels yet, so nothing was measured",
    ),
    "model-worse": (
        "model baru lebih buruk pada label uji, jadi tidak dipakai; periksa label terakhir, atau paksa dengan --force",
        "the new model is worse on the test labels and was not taken; look at the latest labels, or use --force",
    ),
    "train-next": (
        "selanjutnya: `berkas classify --dry-run{option}` memperlihatkan apa yang akan berubah",
        "next: `berkas classify --dry-run{option}` shows what would change",
    ),
    "measure": ("ukuran", "measure"),
    "before": ("sebelum", "before"),
    "after": ("sesudah", "after"),
    "retagged": (
        "{changes} dari {innovations} inovasi berubah ({taxonomy}); {settled} sudah diputuskan orang dan tetap",
        "{changes} of {innovations} innovations changed ({taxonomy}); {settled} were settled by people and stay",
    ),
    "would-retag": (
        "{changes} dari {innovations} inovasi akan berubah ({taxonomy}), {settled} diputuskan orang; tidak disimpan",
        "{changes} of {innovations} innovations would change ({taxonomy}), {settled} settled by people; not stored",
    ),
    "tag-none": ("tidak satu pun, menurut orang", "none of them, as a person settled"),
    "tag-unsure": ("belum pasti, pilih sendiri: {choices}", "not sure enough, please choose: {choices}"),
    "tag-settled": ("{name}, diputuskan orang (model: {model})", "{name}, settled by a person (model: {model})"),
    "tag-sure": ("{name}, yakin {confidence:.0%} (lalu {choices})", "{name}, {confidence:.0%} sure (then {choices})"),
    "tag-because": ("karena {reasons}", "because of {reasons}"),
    "reason-by-unit": ("unit {unit}", "the unit {unit}"),
    "reason-word": (
        "kata “{text}”{more}: {share:.0%} dari bukti untuk {slug}",
        "word “{text}”{more}: {share:.0%} of the evidence for {slug}",
    ),
    "reason-times": (" ({times} kali)", " ({times} times)"),
    "reason-unit": (
        "unit “{text}” menunjuk {slug}: {share:.0%} dari bukti",
        "unit “{text}” points to {slug}: {share:.0%} of the evidence",
    ),
    "reason-unit-against": (
        "unit “{text}” menunjuk {slug}, BERLAWANAN dengan pilihan ini: {share:.0%} dari bukti",
        "unit “{text}” points to {slug}, AGAINST this choice: {share:.0%} of the evidence",
    ),
    "reason-example": (
        "contoh terdekat “{text}” = {slug}, kemiripan {share:.2f}{more}",
        "nearest example “{text}” = {slug}, likeness {share:.2f}{more}",
    ),
    "tag-model": (
        "model {model}, dilatih {trained} pada {labels} label ({confirmed} dari orang)",
        "model {model}, trained {trained} on {labels} labels ({confirmed} from people)",
    ),
    "claim-agrees": ("dossier sendiri menyebut “{text}”: sama", "the dossier itself says “{text}”: the same"),
    "claim-differs": ("dossier sendiri menyebut “{text}”: BERBEDA", "the dossier itself says “{text}”: DIFFERENT"),
    "claim-open": ("dossier sendiri menyebut “{text}”", "the dossier itself says “{text}”"),
    "taxonomy": ("taksonomi", "taxonomy"),
    "classes": ("kelas", "classes"),
    "labels": ("label", "labels"),
    "tags": ("dipakai", "in use"),
    "yes": ("ya", "yes"),
    "no": ("tidak", "no"),
    "no-taxonomy": (
        "taksonomi {words} tidak ada; yang ada: {ids}, atau sebutkan berkas .yaml",
        "there is no taxonomy {words}; there are {ids}, or name a .yaml file",
    ),
    "bad-taxonomy": ("taksonomi tidak dapat dipakai: {detail}", "the taxonomy cannot be used: {detail}"),
    "taxonomy-taken": (
        "id {id} sudah dipakai taksonomi bawaan; beri id lain di dalam berkas itu",
        "the id {id} belongs to a taxonomy of the program; give another one in the file",
    ),
    "outdated": (
        "penilaian ini lebih lama daripada {decisions} keputusan orang atas bukti; jalankan `berkas score` lagi",
        "this run is older than {decisions} decisions of people on evidence; run `berkas score` again",
    ),
    "field": ("bidang", "field"),
    "precision": ("presisi", "precision"),
    "recall": ("recall", "recall"),
    "f1": ("F1", "F1"),
    "support": ("jumlah", "support"),
    "missed": ("luput", "missed"),
    "false": ("keliru", "false"),
    # upkeep
    "upgraded": ("basis data mutakhir ({revision})", "the database is up to date ({revision})"),
    "backed-up": ("salinan basis data: {file}", "copy of the database: {file}"),
    "exported": ("{records} dossier ditulis ke {file}", "{records} dossiers written to {file}"),
    "doctor-good": ("baik", "good"),
    "doctor-warning": ("perhatian", "warning"),
    "doctor-bad": ("rusak", "broken"),
    "doctor-none": ("tidak ada", "none"),
    "doctor-not-yet": ("belum ada", "not there yet"),
    "doctor-unreadable": ("tidak dapat dibaca: {detail}", "cannot be read: {detail}"),
    "doctor-cores": ("{cores}, {readers} pembaca", "{cores}, {readers} readers"),
    "doctor-wal": (
        "punya cacat WAL-reset yang langka, maka hanya satu perintah menulis pada satu waktu",
        "has the rare WAL-reset defect, so only one command writes at a time",
    ),
    "doctor-free": ("{mib} MiB kosong", "{mib} MiB free"),
    "doctor-protections": (
        "{names}; juga batas waktu, memori, dan berkas",
        "{names}; also limits on time, memory and files",
    ),
    "doctor-unprotected": ("tidak ada di komputer ini: {names}", "not on this computer: {names}"),
    "doctor-no-ocr": (
        "tidak ada; pindaian tidak terbaca. Pasang tesseract-ocr-ind, atau berkas[ocr]",
        "none; scans are not read. Install tesseract-ocr-ind, or berkas[ocr]",
    ),
    "doctor-no-office": (
        "tidak ada; .doc, .rtf dan .odt disisihkan. Pasang libreoffice-writer",
        "none; .doc, .rtf and .odt are set aside. Install libreoffice-writer",
    ),
    "doctor-db-current": ("{engine}, versi {version}, mutakhir", "{engine}, version {version}, up to date"),
    "doctor-db-empty": ("{engine}, masih kosong", "{engine}, still empty"),
    "doctor-db-behind": (
        "{engine}, versi {version}, tertinggal; jalankan `berkas db upgrade`",
        "{engine}, version {version}, behind; run `berkas db upgrade`",
    ),
    "doctor-db-ahead": (
        "{engine}, versi {version}, lebih baru daripada program ini",
        "{engine}, version {version}, newer than this program",
    ),
    "doctor-db-foreign": ("{engine}, berisi tabel program lain", "{engine}, holds tables of another program"),
    "doctor-tables": ("sesuai", "as they should be"),
    "doctor-content": (
        "{files} berkas, {dossiers} dossier, {innovations} inovasi, {decisions} keputusan orang",
        "{files} files, {dossiers} dossiers, {innovations} innovations, {decisions} decisions of people",
    ),
    "doctor-whole": ("utuh", "whole"),
    "doctor-damaged": ("{count} rusak: {first}", "{count} damaged: {first}"),
    "demo-next": (_DEMO_NEXT_ID, _DEMO_NEXT_EN),
    "demo-set-aside": (
        "sebagian contoh memang rusak atau terkunci; begitulah berkas seperti itu dilaporkan:",
        "some samples are broken or locked on purpose; this is how such files are reported:",
    ),
}


def say(lang: Lang, key: str, **facts: object) -> str:
    """The sentence of this key. Raises: KeyError for a key or fact that is not there."""
    return WORDS[key][0 if lang == "id" else 1].format(**facts)
