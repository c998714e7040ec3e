"""Memory of processes that are copied for each object: their page faults cost more than all else of so short a life."""

_TRIM_THRESHOLD = -1
_MMAP_THRESHOLD = -3
_MADV_HUGEPAGE = 14
_MADV_COLLAPSE = 25
_HUGE = 2 << 20
_SPARE = 30 << 20
_GAP = 256 << 10
_MOST_GAPS = 256
_OWN = 384 << 10
_NOTE = 4096


def prepare():
    """What is in memory, in as few pages as can be; and memory that nobody has touched yet, for what objects need.

    Again after what this process has learned: what was spare may be in use then.
    """
    try:
        library = _library()
        _join(library)
        _spare(library)
    except _MISSING:
        pass


def set_apart():
    """Has this process use memory of its own: the copies that it makes find the rest untouched."""
    try:
        library = _library()
        _end_page(library, _taken(library, _OWN), _OWN)
    except _MISSING:
        pass


_MISSING = (ImportError, IOError, OSError, AttributeError, ValueError)  # ctypes, /proc, the GNU library, or memory


def _library():
    import ctypes

    library = ctypes.CDLL(None)
    address, size = ctypes.c_void_p, ctypes.c_size_t
    library.madvise.argtypes = [address, size, ctypes.c_int]
    library.mincore.argtypes = [address, size, ctypes.c_char_p]
    library.malloc.argtypes, library.malloc.restype = [size], address
    library.free.argtypes = [address]
    library.mallopt  # the GNU library's alone
    return library


def _join(library):
    """Has the kernel (from 6.1 on) put what is there into pages of 2 MB: of so few a copy of the process is made far sooner."""
    import ctypes

    resident = ctypes.create_string_buffer(_HUGE // 4096)
    for first, last in _private():
        for page in _pages(first, last):
            if library.mincore(page, _HUGE, resident) == 0 and resident.raw.strip(b"\0"):
                library.madvise(page, _HUGE, _MADV_COLLAPSE)  # or it stays as it is


def _private():
    """First and last address of each part of the heap."""
    with open("/proc/self/maps") as maps:
        lines = [line.split() for line in maps]
    for words in lines:
        if words[1].startswith("rw-p") and (len(words) == 5 or words[5] == "[heap]"):
            first, last = words[0].split("-")
            yield int(first, 16), int(last, 16)


def _spare(library):
    """Has the allocator keep memory in pages of 2 MB; gaps between what is in use are filled, as copies would use them first."""
    library.mallopt(_TRIM_THRESHOLD, 64 << 20)
    library.mallopt(_MMAP_THRESHOLD, 32 << 20)
    start = _taken(library, _SPARE)
    library.free(start)
    for _ in range(_MOST_GAPS):
        last = _taken(library, _GAP)
        if start <= last < start + _SPARE:
            for page in _pages(_end_page(library, last, _GAP), start + _SPARE):
                library.madvise(page, _HUGE, _MADV_HUGEPAGE)
            return


def _end_page(library, own, size):
    """Has the allocator's rest begin where a page of 2 MB ends, and returns this place.

    The allocator notes something there, which makes that page one of this process: what a copy wrote beside it would have to be
    copied first, 4 KiB by 4 KiB. `own` is the memory before, which becomes free for this process itself.
    """
    used = own + size + _NOTE
    page = -(-used // _HUGE) * _HUGE
    _taken(library, page - used)
    library.free(own)
    return page


def _taken(library, size):
    address = library.malloc(size)
    if not address:
        raise OSError("no memory")
    return address


def _pages(first, last):
    return range(-(-first // _HUGE) * _HUGE, last - _HUGE + 1, _HUGE)
