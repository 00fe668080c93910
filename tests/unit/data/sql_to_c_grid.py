#!/usr/bin/env python3
"""Writes sql_to_c_grid.tsv: the tables of "SQL to C: ..." of Appendix D, applied to values.

Each expectation is worked out here from the tables, with Python's own numbers; nothing of
the driver takes part.  Run it in this folder after a change and commit both files.
"""
import struct
from decimal import Decimal

from grid_common import (CODES, C_TYPES, INTEGERS, INTERVAL_C, NUMBERS, SINGLE, YEAR_MONTH, escape, fields,
                         interval_text, literal, to_bit, to_float, to_integer, to_numeric, write)

rows = []


def row(cell, stype, text, ctype, cap, state, n=None, data=None, raw=False):
    rows.append((cell, stype, escape(text), ctype, cap, state, '-' if n is None else n,
                 data if raw else escape(data)))


def characters(cell, stype, wire, text, minimum):
    """Buffers around the two limits of a character form: whole, and what must not be cut."""
    for ctype, unit in (('SQL_C_CHAR', 1), ('SQL_C_WCHAR', 2)):
        where = f'{cell} -> {ctype}'
        n = len(text)
        for cap in sorted({n + 5, n + 1, n, minimum + 1, minimum, 1}):
            if cap < 1:
                continue
            if cap > n:
                row(where, stype, wire, ctype, cap * unit, '-', n * unit, text)
            elif cap > minimum:
                # The point alone says nothing, so it goes with the last digit.
                row(where, stype, wire, ctype, cap * unit, '01004', n * unit,
                    text[:cap - 1].rstrip('.'))
            else:
                row(where, stype, wire, ctype, cap * unit, '22003')
        row(where + ' without room for the terminator', stype, wire, ctype, 0, '01004', n * unit)


def integers(cell, stype, text, number):
    for ctype in INTEGERS:
        row(f'{cell} -> {ctype}', stype, text, ctype, 0, *to_integer(number, ctype))


def numbers(cell, stype, text, number):
    integers(cell, stype, text, number)
    for ctype in ('SQL_C_FLOAT', 'SQL_C_DOUBLE'):
        row(f'{cell} -> {ctype}', stype, text, ctype, 0, *to_float(number, ctype))
    row(f'{cell} -> SQL_C_BIT', stype, text, 'SQL_C_BIT', 0, *to_bit(number))
    for precision, scale in ((38, 0), (10, 2), (5, 5), (38, 3)):
        row(f'{cell} -> SQL_C_NUMERIC', stype, text, f'SQL_C_NUMERIC({precision},{scale})', 0,
            *to_numeric(number, precision, scale))


def binary(cell, stype, text, image):
    where = f'{cell} -> SQL_C_BINARY'
    row(where, stype, text, 'SQL_C_BINARY', len(image) + 3, '-', len(image), image)
    row(where, stype, text, 'SQL_C_BINARY', len(image), '-', len(image), image)
    row(where, stype, text, 'SQL_C_BINARY', len(image) - 1, '22003')


def restricted(cell, stype, text, allowed):
    for ctype in C_TYPES:
        if ctype not in allowed:
            row(f'{cell} -> {ctype}: not in the table', stype, text, ctype, 64, '07006')


def interval_leading(number, code, leading, precision):
    """A number as the one field of an interval: (state, size, structure)."""
    if code not in SINGLE:
        return '22015', None, None
    unit = {'YEAR': 12, 'MONTH': 1, 'DAY': 86400, 'HOUR': 3600, 'MINUTE': 60, 'SECOND': 1}[code]
    kept = number if code == 'SECOND' else Decimal(int(number))
    months, seconds = (int(kept) * unit, 0) if code in YEAR_MONTH else (0, kept * unit)
    if abs(kept) >= 2**32:
        return '22015', None, None
    lost, lead, text = fields(code, months, seconds, precision)
    if lead >= 10**leading or lead >= 2**32:
        return '22015', None, None
    return ('01S07' if lost or kept != number else '-'), 28, text


def numeric_intervals(cell, stype, text, number):
    for code in CODES:
        for leading, precision in ((2, 6), (9, 3)):
            row(f'{cell} -> SQL_C_INTERVAL_{code}', stype, text,
                f'SQL_C_INTERVAL_{code}({leading},{precision})', 0,
                *interval_leading(number, code, leading, precision))


def character_section():
    for text in NUMBERS + [' 42 ', '+7', '-0', '00012', '.5', '5.', '1e3', '1.5E1', '125e-2', '1E-7', '1e38']:
        numbers('Character', 'text', text, literal(text))
    for text in ('abc', '', '  ', '1x', '1 2', '--1', '1e', 'e5', '.', '0x10', '1,5', 'NaN', 'Infinity', 'true'):
        assert literal(text) is None
        for ctype in list(INTEGERS) + ['SQL_C_FLOAT', 'SQL_C_DOUBLE', 'SQL_C_BIT', 'SQL_C_NUMERIC']:
            row(f'Character -> {ctype}: no numeric-literal', 'varchar(20)', text, ctype, 0, '22018')
    for text in ('1e400', '-1e400'):
        for ctype in ('SQL_C_FLOAT', 'SQL_C_DOUBLE', 'SQL_C_SLONG', 'SQL_C_NUMERIC', 'SQL_C_BIT'):
            row(f'Character -> {ctype}: out of range', 'text', text, ctype, 0, '22003')
    row('Character -> SQL_C_FLOAT: out of range', 'text', '3.5e38', 'SQL_C_FLOAT', 0, '22003')
    for stype, text in (('varchar(20)', 'abcdef'), ('char(6)', 'abcdef'), ('text', 'x'), ('text', ''),
                        ('text', 'naïve € 😀 end'), ('json', '{"a": 1}'), ('int4[]', None)):
        if text is not None:
            character_buffers(stype, text)
    character_datetimes()
    restricted('Character', 'text', '1', C_TYPES)


def character_buffers(stype, text):
    data = text.encode()
    for cap in range(0, len(data) + 3):
        cut = data[:max(cap - 1, 0)]
        part = cut.decode(errors='ignore').encode()
        if not part:
            part = cut  # not even one character fits: bytes
        state = '-' if cap > len(data) else '01004'
        row('Character -> SQL_C_CHAR', stype, text, 'SQL_C_CHAR', cap, state, len(data),
            None if cap == 0 else part)
        row('Character -> SQL_C_BINARY', stype, text, 'SQL_C_BINARY', cap,
            '-' if cap >= len(data) else '01004', len(data), data[:cap])
    units = len(text.encode('utf-16-le')) // 2
    for cap in range(0, units + 3):
        n, part = 0, ''
        for c in text:
            n += 2 if ord(c) > 0xffff else 1
            if n > cap - 1:
                break
            part += c
        if cap == 2 and not part and text and ord(text[0]) > 0xffff:
            continue
        state = '-' if cap > units else '01004'
        for odd in (0, 1):
            row('Character -> SQL_C_WCHAR', stype, text, 'SQL_C_WCHAR', cap * 2 + odd, state, units * 2,
                None if cap == 0 else part)


def character_datetimes():
    cell = 'Character -> SQL_C_TYPE_'
    today = '2001,2,3'
    for text, date, time, stamp in (
            ('1992-12-31', ('-', '1992,12,31'), '22018', ('-', '1992,12,31,0,0,0,0')),
            (' 1992-12-31 ', ('-', '1992,12,31'), '22018', ('-', '1992,12,31,0,0,0,0')),
            ("{d '1992-12-31'}", ('-', '1992,12,31'), '22018', ('-', '1992,12,31,0,0,0,0')),
            ('2000-02-29', ('-', '2000,2,29'), '22018', ('-', '2000,2,29,0,0,0,0')),
            ('1900-02-29', '22018', '22018', '22018'),
            ('2001-02-29', '22018', '22018', '22018'),
            ('1992-13-01', '22018', '22018', '22018'),
            ('1992-00-10', '22018', '22018', '22018'),
            ('1992-04-31', '22018', '22018', '22018'),
            ('23:45:55', '22018', ('-', '23,45,55'), ('-', today + ',23,45,55,0')),
            ("{t '23:45:55'}", '22018', ('-', '23,45,55'), ('-', today + ',23,45,55,0')),
            ('23:45:55.5', '22018', ('01S07', '23,45,55'), ('-', today + ',23,45,55,500000000')),
            ('24:00:01', '22018', '22018', '22018'),
            ('12:60:00', '22018', '22018', '22018'),
            ('1992-12-31 00:00:00', ('-', '1992,12,31'), ('-', '0,0,0'), ('-', '1992,12,31,0,0,0,0')),
            ('1992-12-31 23:45:55', ('01S07', '1992,12,31'), ('-', '23,45,55'), ('-', '1992,12,31,23,45,55,0')),
            ("{ts '1992-12-31 23:45:55'}", ('01S07', '1992,12,31'), ('-', '23,45,55'),
             ('-', '1992,12,31,23,45,55,0')),
            ('1992-12-31 23:45:55.12', ('01S07', '1992,12,31'), ('01S07', '23,45,55'),
             ('-', '1992,12,31,23,45,55,120000000')),
            ('1992-12-31 23:45:55.123456789', ('01S07', '1992,12,31'), ('01S07', '23,45,55'),
             ('-', '1992,12,31,23,45,55,123456789')),
            ('1992-12-31 23:45:55.1234567891', ('01S07', '1992,12,31'), ('01S07', '23,45,55'),
             ('01S07', '1992,12,31,23,45,55,123456789')),
            ('31.12.1992', '22018', '22018', '22018'),
            ('yesterday', '22018', '22018', '22018'),
            ('', '22018', '22018', '22018')):
        for name, size, expected in (('DATE', 6, date), ('TIME', 6, time), ('TIMESTAMP', 16, stamp)):
            ctype = 'SQL_C_TYPE_' + name
            if isinstance(expected, str):
                row(cell + name, 'text', text, ctype, 0, expected)
            else:
                row(cell + name, 'text', text, ctype, 0, expected[0], size, expected[1])


def character_intervals():
    for code, text, months, seconds in INTERVAL_VALUES:
        shown = interval_text(code, months, seconds)
        for target in CODES:
            if (target in YEAR_MONTH) != (code in YEAR_MONTH):
                continue
            if code == target:
                lost, lead, data = fields(target, months, seconds)
                row('Character -> C interval types', 'text', shown,
                    f'SQL_C_INTERVAL_{target}(9,6)', 0, '01S07' if lost else '-', 28, data)
                word = code.replace('_', ' ')
                row('Character -> C interval types: literal', 'text',
                    f"INTERVAL '{shown}' {word}", f'SQL_C_INTERVAL_{target}(9,6)', 0,
                    '01S07' if lost else '-', 28, data)
            lost, lead, data = fields(target, months, seconds)
            row('Character -> C interval types: server text', 'text', text,
                f'SQL_C_INTERVAL_{target}(9,6)', 0, '01S07' if lost else '-', 28, data)
    for ctype in INTERVAL_C:
        for text in ('abc', '', '1 parsec', '3:xx'):
            row('Character -> C interval types: no interval', 'text', text, ctype, 0, '22018')


def exact_section():
    for text in NUMBERS:
        number = literal(text)
        numbers('Numeric', 'numeric', text, number)
        characters('Numeric', 'numeric', text, text, len(text.split('.')[0]))
        for stype, low, high, fmt in (('int2', -2**15, 2**15, '<h'), ('int4', -2**31, 2**31, '<i'),
                                      ('int8', -2**63, 2**63, '<q'), ('oid', 0, 2**32, '<I')):
            if '.' in text or not low <= number < high:
                continue
            numbers(f'Numeric ({stype})', stype, text, number)
            binary(f'Numeric ({stype})', stype, text, struct.pack(fmt, int(number)))
        if len(text) < 15:
            numeric_intervals('Numeric', 'numeric', text, number)
    for stype, text in (('int4', '123'), ('numeric(10,2)', '1.50')):
        restricted(f'Numeric ({stype})', stype, text,
                   set(INTEGERS) | set(INTERVAL_C) | {'SQL_C_CHAR', 'SQL_C_WCHAR', 'SQL_C_BINARY', 'SQL_C_BIT',
                                                      'SQL_C_FLOAT', 'SQL_C_DOUBLE', 'SQL_C_NUMERIC'})
    binary('Numeric', 'numeric', '-1234.56',
           struct.pack('<BbB', 38, 2, 0) + (123456).to_bytes(16, 'little'))


def approximate_section():
    for text in ('0', '1', '-1', '1.5', '-2.25', '0.1', '1.999', '127', '128', '1e+20', '1e-07', '123456789',
                 '2147483648', '9007199254740993', '1.2345678'):
        for stype, bits in (('float8', 'd'), ('float4', 'f')):
            value = struct.unpack(bits, struct.pack(bits, float(text)))[0]
            exact = Decimal(value)
            shown = text
            if stype == 'float4' and text in ('123456789', '2147483648', '9007199254740993'):
                continue
            integers(f'Numeric ({stype})', stype, text, exact)
            row(f'Numeric ({stype}) -> SQL_C_BIT', stype, text, 'SQL_C_BIT', 0, *to_bit(exact))
            row(f'Numeric ({stype}) -> SQL_C_DOUBLE', stype, text, 'SQL_C_DOUBLE', 0, '-', 8,
                repr(value if stype == 'float8' else float(text)))
            row(f'Numeric ({stype}) -> SQL_C_FLOAT', stype, text, 'SQL_C_FLOAT', 0, *to_float(exact, 'SQL_C_FLOAT'))
            whole_part = len(shown) if 'e' in shown else len(shown.split('.')[0])
            characters(f'Numeric ({stype})', stype, text, shown, whole_part)
            binary(f'Numeric ({stype})', stype, text, struct.pack('<' + bits, value))
    row('Numeric (float8) -> SQL_C_FLOAT', 'float8', '1e+39', 'SQL_C_FLOAT', 0, '22003')
    restricted('Numeric (float8)', 'float8', '1.5',
               set(INTEGERS) | {'SQL_C_CHAR', 'SQL_C_WCHAR', 'SQL_C_BINARY', 'SQL_C_BIT', 'SQL_C_FLOAT',
                                'SQL_C_DOUBLE', 'SQL_C_NUMERIC'})


def bit_section():
    for wire, text in (('t', '1'), ('f', '0')):
        characters('Bit', 'bool', wire, text, 1)
        numbers('Bit', 'bool', wire, Decimal(text)) if text == '0' else bit_numbers(wire)
        row('Bit -> SQL_C_BINARY', 'bool', wire, 'SQL_C_BINARY', 1, '-', 1, bytes([int(text)]))
        row('Bit -> SQL_C_BINARY', 'bool', wire, 'SQL_C_BINARY', 0, '22003')
    restricted('Bit', 'bool', 't', set(INTEGERS) | {'SQL_C_CHAR', 'SQL_C_WCHAR', 'SQL_C_BINARY', 'SQL_C_BIT',
                                                    'SQL_C_FLOAT', 'SQL_C_DOUBLE', 'SQL_C_NUMERIC'})


def bit_numbers(wire):
    integers('Bit', 'bool', wire, Decimal(1))
    for ctype, size in (('SQL_C_FLOAT', 4), ('SQL_C_DOUBLE', 8), ('SQL_C_BIT', 1)):
        row(f'Bit -> {ctype}', 'bool', wire, ctype, 0, '-', size, '1')
    row('Bit -> SQL_C_NUMERIC', 'bool', wire, 'SQL_C_NUMERIC(10,2)', 0, '-', 19, '10,2,1,100')


def binary_section():
    for data in (b'', b'\x00', b'\x01\xff', bytes(range(16)), b'a\\b'):
        forms = [('bytea', '\\x' + data.hex())]
        forms.append(('bytea', ''.join('\\\\' if c == 92 else chr(c) if 32 <= c < 127 else '\\%03o' % c
                                       for c in data)))
        forms.append(('rs:varbyte', data.hex()))
        digits = data.hex().upper()
        for stype, wire in forms:
            for cap in range(0, len(digits) + 4):
                for ctype, unit in (('SQL_C_CHAR', 1), ('SQL_C_WCHAR', 2)):
                    room = max(cap - 1, 0) // 2 * 2
                    row(f'Binary -> {ctype}', stype, wire, ctype, cap * unit,
                        '-' if cap > len(digits) else '01004', len(digits) * unit,
                        None if not cap else digits[:room])
            for cap in range(0, len(data) + 2):
                row('Binary -> SQL_C_BINARY', stype, wire, 'SQL_C_BINARY', cap,
                    '-' if cap >= len(data) else '01004', len(data), data[:cap])
    restricted('Binary', 'bytea', '\\x01', {'SQL_C_CHAR', 'SQL_C_WCHAR', 'SQL_C_BINARY'})


def datetime_section():
    texts = {'SQL_C_CHAR', 'SQL_C_WCHAR', 'SQL_C_BINARY'}
    for text in ('1992-12-31', '0001-01-01', '9999-12-31', '2000-02-29'):
        y, m, d = map(int, text.split('-'))
        characters('Date', 'date', text, text, 10)
        row('Date -> SQL_C_TYPE_DATE', 'date', text, 'SQL_C_TYPE_DATE', 0, '-', 6, f'{y},{m},{d}')
        row('Date -> SQL_C_TYPE_TIMESTAMP', 'date', text, 'SQL_C_TYPE_TIMESTAMP', 0, '-', 16, f'{y},{m},{d},0,0,0,0')
        binary('Date', 'date', text, struct.pack('<hHH', y, m, d))
    restricted('Date', 'date', '1992-12-31', texts | {'SQL_C_TYPE_DATE', 'SQL_C_TYPE_TIMESTAMP'})
    for text in ('00:00:00', '23:59:59', '12:34:56.5', '12:34:56.123456'):
        h, m, s = text.split(':')
        nanos = int(Decimal(s) % 1 * 10**9)
        characters('Time', 'time', text, text, 8)
        row('Time -> SQL_C_TYPE_TIME', 'time', text, 'SQL_C_TYPE_TIME', 0, '01S07' if nanos else '-', 6,
            f'{int(h)},{int(m)},{int(Decimal(s))}')
        row('Time -> SQL_C_TYPE_TIMESTAMP', 'time', text, 'SQL_C_TYPE_TIMESTAMP', 0, '-', 16,
            f'2001,2,3,{int(h)},{int(m)},{int(Decimal(s))},{nanos}')
        if not nanos:
            binary('Time', 'time', text, struct.pack('<HHH', int(h), int(m), int(s)))
    restricted('Time', 'time', '12:00:00', texts | {'SQL_C_TYPE_TIME', 'SQL_C_TYPE_TIMESTAMP'})
    for stype, zone in (('timestamp', ''), ('timestamptz', '+02'), ('timestamptz', '-03:30')):
        for text in ('1992-12-31 00:00:00', '1992-12-31 23:45:55', '1992-12-31 23:45:55.12', '2024-02-29 12:00:00.123456'):
            timestamp(stype, text, zone)
    restricted('Timestamp', 'timestamp', '1992-12-31 00:00:00',
               texts | {'SQL_C_TYPE_DATE', 'SQL_C_TYPE_TIME', 'SQL_C_TYPE_TIMESTAMP'})


def timestamp(stype, text, zone):
    cell, wire = f'Timestamp ({stype})', text + zone
    date, time = text.split(' ')
    y, mo, d = map(int, date.split('-'))
    h, mi, s = time.split(':')
    nanos, s, h, mi = int(Decimal(s) % 1 * 10**9), int(Decimal(s)), int(h), int(mi)
    characters(cell, stype, wire, text, 19)
    row(cell + ' -> SQL_C_TYPE_DATE', stype, wire, 'SQL_C_TYPE_DATE', 0,
        '01S07' if (h, mi, s, nanos) != (0, 0, 0, 0) else '-', 6, f'{y},{mo},{d}')
    row(cell + ' -> SQL_C_TYPE_TIME', stype, wire, 'SQL_C_TYPE_TIME', 0, '01S07' if nanos else '-', 6, f'{h},{mi},{s}')
    row(cell + ' -> SQL_C_TYPE_TIMESTAMP', stype, wire, 'SQL_C_TYPE_TIMESTAMP', 0, '-', 16,
        f'{y},{mo},{d},{h},{mi},{s},{nanos}')
    binary(cell, stype, wire, struct.pack('<hHHHHHI', y, mo, d, h, mi, s, nanos))


def guid_section():
    for text in ('00112233-4455-6677-8899-aabbccddeeff', '00000000-0000-0000-0000-000000000000',
                 'ffffffff-ffff-ffff-ffff-ffffffffffff'):
        characters('GUID', 'uuid', text, text, 36)
        row('GUID -> SQL_C_GUID', 'uuid', text, 'SQL_C_GUID', 0, '-', 16, text)
        a, b, c = int(text[:8], 16), int(text[9:13], 16), int(text[14:18], 16)
        binary('GUID', 'uuid', text, struct.pack('<IHH', a, b, c) + bytes.fromhex(text[19:].replace('-', '')))
    restricted('GUID', 'uuid', '00112233-4455-6677-8899-aabbccddeeff',
               {'SQL_C_CHAR', 'SQL_C_WCHAR', 'SQL_C_BINARY', 'SQL_C_GUID'})


# Qualifier, server text, months, seconds
INTERVAL_VALUES = [
    ('YEAR', '12 years', 144, 0), ('YEAR', '-3 years', -36, 0), ('YEAR', '00:00:00', 0, 0),
    ('MONTH', '1 year 2 mons', 14, 0), ('MONTH', '-5 mons', -5, 0),
    ('YEAR_TO_MONTH', '99 years 11 mons', 1199, 0), ('YEAR_TO_MONTH', '-1 years -2 mons', -14, 0),
    ('DAY', '154 days', 0, 154 * 86400), ('DAY', '-3 days', 0, -3 * 86400),
    ('HOUR', '30:00:00', 0, 30 * 3600), ('HOUR', '-05:00:00', 0, -5 * 3600),
    ('MINUTE', '01:30:00', 0, 5400), ('MINUTE', '-00:59:00', 0, -3540),
    ('SECOND', '00:00:59.5', 0, Decimal('59.5')), ('SECOND', '-00:01:01.000001', 0, -Decimal('61.000001')),
    ('DAY_TO_HOUR', '3 days 04:00:00', 0, 3 * 86400 + 4 * 3600),
    ('DAY_TO_MINUTE', '3 days 04:05:00', 0, 3 * 86400 + 4 * 3600 + 300),
    ('DAY_TO_SECOND', '3 days 04:05:06.789', 0, 3 * 86400 + 4 * 3600 + 306 + Decimal('0.789')),
    ('DAY_TO_SECOND', '-3 days -04:05:06', 0, -(3 * 86400 + 4 * 3600 + 306)),
    ('DAY_TO_SECOND', '1 day -01:00:00', 0, 86400 - 3600),
    ('HOUR_TO_MINUTE', '04:05:00', 0, 4 * 3600 + 300), ('HOUR_TO_SECOND', '100:05:06.25', 0, 360306 + Decimal('0.25')),
    ('MINUTE_TO_SECOND', '-00:05:06.000009', 0, -306 - Decimal('0.000009')),
]


def interval_section():
    for code, wire, months, seconds in INTERVAL_VALUES:
        stype = 'interval ' + code.lower().replace('_', ' ')
        kind = 'Year-Month' if code in YEAR_MONTH else 'Day-Time'
        text = interval_text(code, months, seconds)
        characters(kind, stype, wire, text, len(text.split('.')[0]))
        for target in CODES:
            cell = f'{kind} -> SQL_C_INTERVAL_{target}'
            if (target in YEAR_MONTH) != (code in YEAR_MONTH):
                row(cell + ': not in the table', stype, wire, 'SQL_C_INTERVAL_' + target, 0, '07006')
                continue
            for leading, precision in ((2, 6), (9, 6), (9, 0), (9, 9)):
                lost, lead, data = fields(target, months, seconds, precision)
                full = lead >= 10**leading
                row(cell, stype, wire, f'SQL_C_INTERVAL_{target}({leading},{precision})', 0,
                    '22015' if full else '01S07' if lost else '-', None if full else 28, None if full else data)
        interval_numbers(kind, code, stype, wire, months, seconds)
        lost, lead, data = fields(code, months, seconds)
        row(f'{kind} -> SQL_C_BINARY', stype, wire, 'SQL_C_BINARY', 28, '01S07' if lost else '-', 28)
        row(f'{kind} -> SQL_C_BINARY', stype, wire, 'SQL_C_BINARY', 27, '22003')
        for ctype in ('SQL_C_BIT', 'SQL_C_FLOAT', 'SQL_C_DOUBLE', 'SQL_C_TYPE_DATE', 'SQL_C_TYPE_TIME',
                      'SQL_C_TYPE_TIMESTAMP', 'SQL_C_GUID'):
            row(f'{kind} -> {ctype}: not in the table', stype, wire, ctype, 0, '07006')


def interval_numbers(kind, code, stype, wire, months, seconds):
    unit = {'YEAR': 12, 'MONTH': 1, 'DAY': 86400, 'HOUR': 3600, 'MINUTE': 60, 'SECOND': 1}
    for ctype in INTEGERS:
        if code in SINGLE:
            amount = Decimal(months if code in YEAR_MONTH else seconds) / unit[code]
            row(f'{kind} -> {ctype}', stype, wire, ctype, 0, *to_integer(amount, ctype))
        else:
            row(f'{kind} -> {ctype}: several fields', stype, wire, ctype, 0,
                '22015' if code in YEAR_MONTH else '07006')


character_section()
character_intervals()
exact_section()
approximate_section()
bit_section()
binary_section()
datetime_section()
guid_section()
interval_section()
write('sql_to_c_grid.tsv', '# Written by sql_to_c_grid.py; see there.\n', rows)
