#!/usr/bin/env python3
"""Writes the files of this folder, and beside them, as <table>.json, what pyarrow reads back.

    python3 -m venv venv && venv/bin/pip install pyarrow && venv/bin/python write.py

Cells are written as the tests' sink keeps them: null, or text; numbers are exact to six decimals.
"""

import datetime as dt
import decimal
import json
import pathlib
import uuid

import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq

HERE = pathlib.Path(__file__).parent
EXPECTED = {}
TABLES = {}
UTC = dt.timezone.utc


def rounded(number):
    with decimal.localcontext() as context:
        context.prec = 400
        exact = decimal.Decimal(number)
        near = exact.quantize(decimal.Decimal("0.000001"), decimal.ROUND_HALF_EVEN)
        if abs(near) >= decimal.Decimal("9223372036854"):
            if exact.adjusted() >= 21 and isinstance(number, str) and "e" in number:
                return number.replace("e+", "e")
            text = format(exact, "f")
            return text.removesuffix(".0") if isinstance(number, str) else text
        if isinstance(number, decimal.Decimal) and near != exact:
            return format(exact, "f")  # a decimal is told as it is written
        text = format(near, "f").rstrip("0").rstrip(".")
        return "0" if text == "-0" else text


def cell(value, kind):
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value != value:
            return "NaN"
        if value in (float("inf"), float("-inf")):
            return "inf" if value > 0 else "-inf"
        if pa.types.is_float32(kind) or pa.types.is_float16(kind):
            import numpy

            return rounded(str(numpy.float32(value)))
        return rounded(repr(value))
    if isinstance(value, (int, decimal.Decimal)):
        return rounded(value if isinstance(value, decimal.Decimal) else str(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        unit = "milliseconds" if pa.types.is_time32(kind) else "microseconds"
        return value.isoformat(unit if value.microsecond else "seconds")
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, bytes):
        return value.decode()
    return str(value)


def write(name, table, **options):
    options.setdefault("compression", "none")
    path = HERE / f"{name}.parquet"
    pq.write_table(table, path, **options)
    back = pq.read_table(path)
    columns = {}
    for field in back.schema:
        values = back.column(field.name)
        if pa.types.is_timestamp(field.type):
            # Floored, as a day is: pyarrow's cast goes towards 1970.
            values = pa.compute.floor_temporal(values, unit="day").cast(pa.timestamp("s", field.type.tz), safe=False)
        columns[field.name] = [cell(value, field.type) for value in values.to_pylist()]
    expected = {"columns": list(columns), "rows": [list(row) for row in zip(*columns.values())]}
    # Many files hold one table: it is kept under the name of the first.
    TABLES[name] = next((known for known, other in EXPECTED.items() if other == expected), name)
    EXPECTED.setdefault(TABLES[name], expected)
    assert path.stat().st_size <= 20_000, (name, path.stat().st_size)


DAY = dt.date(2024, 2, 28)
D = decimal.Decimal


def some(values):
    """Two of five values are missing."""
    return [None if index % 5 in (1, 4) else value for index, value in enumerate(values)]


def types():
    n = 12
    moments = [dt.datetime(1969, 12, 31, 23, 59, 59, 999000) + dt.timedelta(days=2000 * i, hours=i) for i in range(n)]
    zoned = [moment.replace(tzinfo=UTC) for moment in moments]
    columns = {
        "bool": pa.array(some([i % 3 == 0 for i in range(n)])),
        "int8": pa.array(some([i - 6 for i in range(n)]), pa.int8()),
        "int16": pa.array(some([-32768 + 5957 * i for i in range(n)]), pa.int16()),
        "int32": pa.array(some([-(2**31) + 390451572 * i for i in range(n)]), pa.int32()),
        "int64": pa.array(some([-(2**63) + 1676976733973595601 * i for i in range(n)]), pa.int64()),
        "uint8": pa.array(some([23 * i for i in range(n)]), pa.uint8()),
        "uint16": pa.array(some([5957 * i for i in range(n)]), pa.uint16()),
        "uint32": pa.array(some([390451572 * i for i in range(n)]), pa.uint32()),
        "uint64": pa.array(some([1676976733973595601 * i for i in range(n)]), pa.uint64()),
        "half": pa.array(some([(i - 5) / 8 for i in range(n)]), pa.float16()),
        "float": pa.array(some([23.1, -0.5, 1e-9, 3.4e38, 16777216.0, 0.1, 1 / 3, 1e10, -7.25, 99.99, 1234.567, 5.0]), pa.float32()),
        "double": pa.array([23.1, 0.1 + 0.2, 1e-9, 1e300, -0.0, None, 1 / 3, 123456789.123457, 999999999.999999, 9007199254740993.0, float("nan"), float("-inf")]),
        "date": pa.array(some([DAY + dt.timedelta(days=i) for i in range(n)]), pa.date32()),
        "early": pa.array(some([dt.date(1, 1, 1), None, dt.date(9999, 12, 31)] + [dt.date(1900, 3, 1)] * 9), pa.date32()),
        "seconds": pa.array(some(moments), pa.timestamp("s")),
        "millis": pa.array(some(moments), pa.timestamp("ms")),
        "micros": pa.array(some(moments), pa.timestamp("us")),
        "nanos": pa.array(some(moments), pa.timestamp("ns")),
        "utc": pa.array(some(zoned), pa.timestamp("us", "UTC")),
        "time_ms": pa.array(some([dt.time(i, 5 * i, i, 1000 * i) for i in range(n)]), pa.time32("ms")),
        "time_us": pa.array(some([dt.time(i, 5 * i, i, i) for i in range(n)]), pa.time64("us")),
        "text": pa.array(some(["", "a", "قناة", "search, paid", "«»", "x" * 40, "\n", "e", "f", "g", "h", "i"])),
        "large_text": pa.array(some([chr(1587 + i) * i for i in range(n)]), pa.large_string()),
        "binary": pa.array(some([b"bytes %d" % i for i in range(n)]), pa.binary()),
        "fixed": pa.array(some([b"SAR", b"USD", b"EUR"] * 4), pa.binary(3)),
        "words": pa.array(some(["paid", "organic", "paid"] * 4)).dictionary_encode(),
        "dec4": pa.array(some([D(i - 6) * D("1234.56") for i in range(n)]), pa.decimal128(9, 2)),
        "dec8": pa.array(some([D(i - 6) * D("123456789.1234") for i in range(n)]), pa.decimal128(18, 4)),
        "dec16": pa.array(some([D(i - 6) * D("0.0000000001") for i in range(n)]), pa.decimal128(38, 10)),
        "dec32": pa.array(some([D(i - 6) * D("12345678901234567890123456789012345678901234.5") for i in range(n)]), pa.decimal256(60, 1)),
        "nothing": pa.nulls(n),
        "none": pa.array([None] * n, pa.string()),
        "uuid": pa.array(some([uuid.UUID(int=2**120 + i).bytes for i in range(n)]), pa.uuid()),
        "json": pa.array(some(['{"a":%d}' % i for i in range(n)]), pa.json_()),
    }
    return pa.table(columns)


def plain_ish(n):
    """A table of plain types, with and without nulls, with few and with many values."""
    return pa.table(
        {
            "day": pa.array([DAY + dt.timedelta(days=i // 20) for i in range(n)]),
            "channel": pa.array([["Paid search", "Email", "Social", "إحالة"][i * i % 4] for i in range(n)]),
            "campaign": pa.array([None if i % 7 == 0 else f"campaign {i * 7919 % n}" for i in range(n)]),
            "is_new": pa.array([None if i % 11 == 0 else i % 3 == 0 for i in range(n)]),
            "clicks": pa.array([i * 37 % 1000 for i in range(n)], pa.int32()),
            "order": pa.array([None if i % 5 == 0 else 10**12 + i * i for i in range(n)], pa.int64()),
            "cost": pa.array([None if i % 9 == 0 else round(i * 0.37, 2) for i in range(n)]),
            "share": pa.array([i / 8 for i in range(n)], pa.float32()),
            "price": pa.array([D(i * 31) / 100 for i in range(n)], pa.decimal128(12, 2)),
            "code": pa.array([b"%03d" % (i % 1000) for i in range(n)], pa.binary(3)),
        },
        schema=None,
    )


small = plain_ish(150)
write("types", types(), compression="zstd")
for version in ("1.0", "2.0"):
    v = version[0]
    for codec in ("none", "snappy", "gzip", "lz4", "brotli", "zstd"):
        write(f"{codec}-{v}", small, compression=codec, data_page_version=version, data_page_size=512)
    write(f"plain-{v}", small, use_dictionary=False, data_page_version=version, compression="snappy")
    write(
        f"delta-{v}",
        small,
        use_dictionary=False,
        data_page_version=version,
        compression="zstd",
        column_encoding={
            "day": "DELTA_BINARY_PACKED",
            "channel": "DELTA_BYTE_ARRAY",
            "campaign": "DELTA_LENGTH_BYTE_ARRAY",
            "is_new": "RLE",
            "clicks": "DELTA_BINARY_PACKED",
            "order": "DELTA_BINARY_PACKED",
            "cost": "BYTE_STREAM_SPLIT",
            "share": "BYTE_STREAM_SPLIT",
            "price": "PLAIN",
            "code": "DELTA_BYTE_ARRAY",
        },
    )
    write(
        f"split-{v}",
        small,
        use_dictionary=False,
        data_page_version=version,
        compression="zstd",
        column_encoding={"clicks": "BYTE_STREAM_SPLIT", "order": "BYTE_STREAM_SPLIT", "price": "BYTE_STREAM_SPLIT"},
    )
# A dictionary that grows too large is given up: its first pages refer to it, the rest are plain.
write("fallback", plain_ish(500).select(["campaign", "order"]), dictionary_pagesize_limit=1024, data_page_size=512, write_batch_size=64)
required = pa.schema([pa.field(name, kind, nullable=False) for name, kind in (("n", pa.int32()), ("t", pa.string()))])
write("required", pa.table({"n": [1, 2, 3], "t": ["a", "b", "a"]}, schema=required))
write("int96", pa.table({"at": pa.array([dt.datetime(2024, 2, 29, 23, 59, 59), None, dt.datetime(1969, 12, 31, 1)], pa.timestamp("ns"))}), use_deprecated_int96_timestamps=True)
write("no-rows", small.slice(0, 0))
write("one-row", small.slice(3, 1), compression="zstd")
write("groups", small, row_group_size=40, compression="snappy")
write("text-days", pa.table({"day": [f"2024-03-{1 + i // 2:02d}" for i in range(40)], "n": list(range(40))}), row_group_size=10)
write("groups-utc", pa.table({"at": pa.array([dt.datetime(2024, 3, 1, 23, 30, tzinfo=UTC) + dt.timedelta(days=i) for i in range(12)], pa.timestamp("ms", "UTC"))}), row_group_size=3)

pq.write_table(pa.table({}), HERE / "no-columns.parquet")
nested = {
    "before": [1, 2],
    "list": [["a"], ["b", "c"]],
    "record": [{"x": 1, "y": "p"}, {"x": 2, "y": "q"}],
    "map": pa.array([[("k", 1)], []], pa.map_(pa.string(), pa.int32())),
    "after": ["left", "right"],
}
pq.write_table(pa.table(nested), HERE / "nested.parquet", compression="none")
pq.write_table(pa.table({"t": pa.array([b"good", b"b\xffd", b"good"], pa.binary())}), HERE / "not-utf8.parquet", compression="none")


def dump(name, what):
    text = json.dumps(what, ensure_ascii=False, separators=(",", ":")) + "\n"
    assert len(text.encode()) <= 20_000, name
    (HERE / f"{name}.json").write_text(text)


for name, expected in EXPECTED.items():
    dump(name, expected)
dump("tables", TABLES)
