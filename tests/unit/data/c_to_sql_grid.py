#!/usr/bin/env python3
"""Writes c_to_sql_grid.tsv: the tables of "C to SQL: ..." of Appendix D, applied to values.

Each expectation is worked out here from the tables, with Python's own numbers; nothing of
the driver takes part.  Run it in this folder after a change and commit both files.

One deviation, from the page's own examples, "Rules for Conversions" and SQLExecute: loss of
whole digits of a number in characters is 22003, not 22001.
"""
import struct
from decimal import Decimal

from grid_common import (CODES, C_TYPES, INTEGERS, INTERVAL_C, NUMBERS, SINGLE, YEAR_MONTH, escape, fields,
                         interval_text, literal, whole, write)

rows = []

CHARACTERS = ('SQL_CHAR', 'SQL_VARCHAR', 'SQL_LONGVARCHAR', 'SQL_WCHAR', 'SQL_WVARCHAR', 'SQL_WLONGVARCHAR')
BINARIES = ('SQL_BINARY', 'SQL_VARBINARY', 'SQL_LONGVARBINARY')
WIDE = ('SQL_WCHAR', 'SQL_WVARCHAR', 'SQL_WLONGVARCHAR')
SQL_INTEGERS = {'SQL_TINYINT': (1, 'b'), 'SQL_SMALLINT': (2, 'h'), 'SQL_INTEGER': (4, 'i'), 'SQL_BIGINT': (8, 'q')}
INTERVAL_SQL = ['SQL_INTERVAL_' + name for name in CODES]
FLOATS = ('SQL_REAL', 'SQL_FLOAT', 'SQL_DOUBLE')
SQL_TYPES = (list(CHARACTERS) + ['SQL_DECIMAL', 'SQL_NUMERIC'] + list(SQL_INTEGERS) + list(FLOATS) +
             ['SQL_BIT', 'SQL_TYPE_DATE', 'SQL_TYPE_TIME', 'SQL_TYPE_TIMESTAMP', 'SQL_GUID'] + list(BINARIES) +
             INTERVAL_SQL)
UNSIGNED = ('SQL_C_UTINYINT', 'SQL_C_USHORT', 'SQL_C_ULONG', 'SQL_C_UBIGINT')


def row(cell, ctype, value, stype, state, text=None, how='NTS', form='-'):
    if ctype not in ('SQL_C_CHAR', 'SQL_C_WCHAR', 'SQL_C_BINARY'):
        how = '-'
    failed = state not in ('-', '01S07')
    rows.append((cell, ctype, escape(value), how, stype, state, '-' if failed else escape(text), form))


def plain(number):
    """The shortest text that a decimal number needs."""
    text = format(number, 'f')
    return text.rstrip('0').rstrip('.') if '.' in text else text


def limits(stype, unsigned):
    size = SQL_INTEGERS[stype][0]
    high = 2**(8 * size) - 1 if unsigned else 2**(8 * size - 1) - 1
    return -2**(8 * size - 1), high


def character_numbers():
    for text in NUMBERS + [' 42 ', '+7', '00012', '.5', '5.', '1e3', '1.5E1', '125e-2']:
        number = literal(text)
        for ctype in ('SQL_C_CHAR', 'SQL_C_WCHAR'):
            for stype in SQL_INTEGERS:
                low, high = limits(stype, False)
                n = whole(number)
                state = '22003' if not low <= n <= high else '-' if n == number else '22001'
                row(f'Character -> {stype}', ctype, text, stype, state, str(n))
            for precision, scale in ((38, 0), (6, 2), (5, 5), (0, 0)):
                exact_decimal(f'Character -> SQL_NUMERIC', ctype, text, number, precision, scale, '22001',
                              text.strip())
            for stype in FLOATS:
                row(f'Character -> {stype}', ctype, text, stype, '-', text.strip())
            state = '22003' if number < 0 or number >= 2 else '-' if number in (0, 1) else '22001'
            row('Character -> SQL_BIT', ctype, text, 'SQL_BIT', state, str(whole(number)))
    for text in ('abc', '', '1x', '--1', '1e', '.', '0x10', '1,5', 'NaN', 'Infinity', 'true'):
        for stype in list(SQL_INTEGERS) + ['SQL_DECIMAL', 'SQL_NUMERIC', 'SQL_BIT'] + list(FLOATS):
            row(f'Character -> {stype}: no numeric-literal', 'SQL_C_CHAR', text, stype, '22018')
    for text, stype in (('1e39', 'SQL_REAL'), ('-1e39', 'SQL_REAL'), ('1e309', 'SQL_FLOAT'), ('1e309', 'SQL_DOUBLE'),
                        ('-1e309', 'SQL_DOUBLE')):
        row(f'Character -> {stype}: out of range', 'SQL_C_CHAR', text, stype, '22003')


def exact_decimal(cell, ctype, value, number, precision, scale, fraction_state, text=None):
    """DECIMAL and NUMERIC: whole digits must fit, digits of the fraction may be cut or not."""
    for stype in ('SQL_DECIMAL', 'SQL_NUMERIC'):
        where = cell.replace('SQL_NUMERIC', stype)
        target = f'{stype}({precision},{scale})'
        if precision == 0:
            row(where, ctype, value, target, '-', text if text is not None else plain(number))
        elif abs(whole(number)) >= 10**(precision - scale):
            row(where, ctype, value, target, '22003')
        elif number.scaleb(scale) == whole(number.scaleb(scale)):
            row(where, ctype, value, target, '-', text if text is not None else plain(number))
        else:
            cut = Decimal(whole(number.scaleb(scale))).scaleb(-scale)
            row(where, ctype, value, target, fraction_state, zeroes(cut, scale))


def zeroes(number, scale):
    """A fraction cut at the scale: the digits that are left."""
    text = format(number, 'f')
    return text.lstrip('-') if number == 0 else text


def character_texts():
    for text in ('abcdef', '', 'naïve € 😀'):
        n = len(text)
        for stype in CHARACTERS:
            for size in sorted({0, 1, n - 1, n, n + 1}):
                if size < 0:
                    continue
                for ctype in ('SQL_C_CHAR', 'SQL_C_WCHAR'):
                    state = '22001' if 0 < size < n else '-'
                    row(f'Character -> {stype}', ctype, text, f'{stype}({size})', state, text)
                    row(f'Character -> {stype}', ctype, text, f'{stype}({size})', state, text,
                        how=len(text.encode()) if ctype == 'SQL_C_CHAR' else len(text.encode('utf-16-le')))
    for text in ('', '00', '01FF', '0aBc', '01FF0', 'zz', '0g', '0x01'):
        valid = all(c in '0123456789abcdefABCDEF' for c in text)
        even = text[:len(text) // 2 * 2]
        for stype in BINARIES:
            for size in (0, 1, 2):
                state = '22001' if 0 < size < len(even) // 2 else '-' if valid else '22018'
                row(f'Character -> {stype}', 'SQL_C_CHAR', text, f'{stype}({size})', state, even)
                row(f'Character -> {stype}', 'SQL_C_CHAR', text, f'{stype}({size})', state,
                    bytes.fromhex(even) if valid else None, form='bytes')


def character_datetimes():
    today = '2001-02-03 '
    for text, date, time, stamp in (
            ('1992-12-31', '1992-12-31', '22018', '1992-12-31 00:00:00'),
            (' 1992-12-31 ', '1992-12-31', '22018', '1992-12-31 00:00:00'),
            ("{d '1992-12-31'}", '1992-12-31', '22018', '1992-12-31 00:00:00'),
            ('23:45:55', '22018', '23:45:55', today + '23:45:55'),
            ("{t '23:45:55'}", '22018', '23:45:55', today + '23:45:55'),
            ('1992-12-31 00:00:00', '1992-12-31', '00:00:00', '1992-12-31 00:00:00'),
            ('1992-12-31 23:45:55', '22008', '23:45:55', '1992-12-31 23:45:55'),
            ("{ts '1992-12-31 23:45:55'}", '22008', '23:45:55', '1992-12-31 23:45:55'),
            ('1992-12-31 23:45:55.12', '22008', '22008', '1992-12-31 23:45:55.12'),
            ('1992-12-31 23:45:55.123456', '22008', '22008', '1992-12-31 23:45:55.123456'),
            ('1992-12-31 23:45:55.1234567', '22008', '22008', '22008'),
            ('1992-12-31 23:45:55.1234567890', '22008', '22008', '22008'),
            ('2001-02-29', '22018', '22018', '22018'), ('1992-13-01', '22018', '22018', '22018'),
            ('0000-00-00', '22018', '22018', '22018'), ('24:00:01', '22018', '22018', '22018'),
            ('31.12.1992', '22018', '22018', '22018'), ('now', '22018', '22018', '22018'),
            ('', '22018', '22018', '22018')):
        for stype, expected in (('SQL_TYPE_DATE', date), ('SQL_TYPE_TIME', time), ('SQL_TYPE_TIMESTAMP', stamp)):
            for ctype in ('SQL_C_CHAR', 'SQL_C_WCHAR'):
                if expected[:2] == '22':
                    row(f'Character -> {stype}', ctype, text, stype, expected)
                else:
                    row(f'Character -> {stype}', ctype, text, stype, '-', expected)


def server_interval(months, seconds):
    """One text that every IntervalStyle reads: months, days and seconds, each with its sign."""
    nanos = abs(round(seconds * 10**9))
    sign = '-' if seconds < 0 else ''
    text = f'{nanos // 10**9}' + (('.%09d' % (nanos % 10**9)).rstrip('0') if nanos % 10**9 else '')
    return f'{months} mons 0 days {sign}{text} secs'


def day_interval(months, days, seconds):
    text = server_interval(months, seconds)
    return text.replace(' 0 days', f' {days} days')


def sent(code, months, seconds):
    """Days stay days where the C structure or the literal has them."""
    if code in YEAR_MONTH or not code.startswith('DAY'):
        return server_interval(months, seconds)
    sign = -1 if seconds < 0 else 1
    days = abs(seconds) // 86400
    rest = (abs(seconds) - days * 86400) * sign
    return day_interval(months, sign * int(days), rest)


INTERVALS = [
    ('YEAR', 144, 0), ('YEAR', -36, 0), ('MONTH', 14, 0), ('MONTH', -5, 0), ('YEAR_TO_MONTH', 1199, 0),
    ('YEAR_TO_MONTH', -14, 0), ('DAY', 0, 154 * 86400), ('DAY', 0, -3 * 86400), ('HOUR', 0, 30 * 3600),
    ('HOUR', 0, -5 * 3600), ('MINUTE', 0, 5400), ('SECOND', 0, Decimal('59.5')), ('SECOND', 0, -Decimal('61.25')),
    ('DAY_TO_HOUR', 0, 3 * 86400 + 4 * 3600), ('DAY_TO_MINUTE', 0, 3 * 86400 + 4 * 3600 + 300),
    ('DAY_TO_SECOND', 0, 3 * 86400 + 4 * 3600 + 306 + Decimal('0.789')), ('DAY_TO_SECOND', 0, -(86400 + 3661)),
    ('HOUR_TO_MINUTE', 0, 4 * 3600 + 300), ('HOUR_TO_SECOND', 0, 360306 + Decimal('0.25')),
    ('MINUTE_TO_SECOND', 0, -306 - Decimal('0.000009')),
]


def intervals():
    for code, months, seconds in INTERVALS:
        ctype = 'SQL_C_INTERVAL_' + code
        kind = 'Year-Month' if code in YEAR_MONTH else 'Day-Time'
        lost, lead, value = fields(code, months, seconds)
        text = interval_text(code, months, seconds)
        for stype in CHARACTERS:
            for size in (0, len(text) - 1, len(text)):
                row(f'{kind} -> {stype}', ctype, value, f'{stype}({size})', '22001' if 0 < size < len(text) else '-', text)
        for target in CODES:
            stype = 'SQL_INTERVAL_' + target
            cell = f'{kind} -> {stype}'
            if (target in YEAR_MONTH) != (code in YEAR_MONTH):
                row(cell + ': not in the table', ctype, value, stype, '07006')
                continue
            lost, lead, ignored = fields(target, months, seconds)
            for leading in (0, 2, 9):
                full = leading and lead >= 10**leading
                row(cell, ctype, value, f'{stype}(0,0,{leading})', '22015' if lost or full else '-',
                    sent(code, months, seconds))
            if target == code:
                for character in ('SQL_C_CHAR', 'SQL_C_WCHAR'):
                    row(f'Character -> {stype}', character, text, stype, '-', sent(code, months, seconds))
                    row(f'Character -> {stype}: literal', character, f"{{INTERVAL '{text}' {code.replace('_', ' ')}}}",
                        stype, '-', sent(code, months, seconds))
            if target != code and lost:
                row(f'Character -> {stype}', 'SQL_C_CHAR', f"INTERVAL '{text}' {code.replace('_', ' ')}", stype, '22015')
        interval_numbers(kind, code, ctype, value, months, seconds)
    for stype in INTERVAL_SQL:
        for text in ('abc', '', '1 parsec'):
            row(f'Character -> {stype}: no interval', 'SQL_C_CHAR', text, stype, '22018')


def interval_numbers(kind, code, ctype, value, months, seconds):
    unit = {'YEAR': 12, 'MONTH': 1, 'DAY': 86400, 'HOUR': 3600, 'MINUTE': 60, 'SECOND': 1}
    for stype in list(SQL_INTEGERS) + ['SQL_DECIMAL', 'SQL_NUMERIC']:
        if code not in SINGLE:
            row(f'{kind} -> {stype}: several fields', ctype, value, stype, '07006')
            continue
        amount = Decimal(months if code in YEAR_MONTH else seconds) / unit[code]
        if stype in SQL_INTEGERS:
            low, high = limits(stype, False)
            n = whole(amount)
            state = '22003' if not low <= n <= high else '-' if n == amount else '01S07'
            row(f'{kind} -> {stype}', ctype, value, stype, state, str(n))
        else:
            row(f'{kind} -> {stype}', ctype, value, stype, '-', plain(amount))


def numbers():
    values = {}
    for ctype, (size, low, high) in INTEGERS.items():
        values[ctype] = sorted({low, high, 0, 1, 42, low // 2, high // 2, 2} & set(range(low, high + 1))
                               if size < 4 else {low, high, 0, 1, 42, 2, 127, 128, 32768, 65536})
    for ctype, ns in values.items():
        for n in ns:
            if INTEGERS[ctype][1] <= n <= INTEGERS[ctype][2]:
                number(ctype, str(n), Decimal(n), str(n))
    for ctype, texts in (('SQL_C_DOUBLE', ('0', '1', '-1', '0.5', '1234.56', '-1234.56', '1.999', '127.9', '128',
                                           '1e+20', '123456789')),
                         ('SQL_C_FLOAT', ('0', '1', '0.5', '1234.56', '-2.25', '128'))):
        for text in texts:
            number(ctype, text, Decimal(text), text)
    row('Numeric -> SQL_REAL', 'SQL_C_DOUBLE', '1e39', 'SQL_REAL', '22003')
    for scale, magnitude, sign in ((2, 123456, 1), (2, 123456, 0), (0, 0, 1), (0, 10**38 - 1, 1), (5, 1, 1), (3, 1500, 0)):
        n = Decimal(magnitude).scaleb(-scale) * (1 if sign else -1)
        text = format(n, 'f')
        number(f'SQL_C_NUMERIC(38,{scale})', f'38,{scale},{sign},{magnitude}', n, text)


def number(ctype, value, n, text):
    for stype in CHARACTERS:
        for size in (0, len(text) - 1, len(text)):
            row(f'Numeric -> {stype}', ctype, value, f'{stype}({size})', '22001' if 0 < size < len(text) else '-', text)
    for stype in SQL_INTEGERS:
        low, high = limits(stype, ctype in UNSIGNED)
        i = whole(n)
        state = '22003' if not low <= i <= high else '-' if i == n else '01S07'
        row(f'Numeric -> {stype}', ctype, value, stype, state, str(i))
    exact_text = text if ctype.startswith('SQL_C_NUMERIC') else None
    for precision, scale in ((38, 0), (6, 2), (20, 5)):
        exact_decimal('Numeric -> SQL_NUMERIC', ctype, value, n, precision, scale, '01S07', exact_text)
    for stype in FLOATS:
        if 'NUMERIC' not in ctype:
            row(f'Numeric -> {stype}', ctype, value, stype, '-', text)
    state = '22003' if n < 0 or n >= 2 else '-' if n in (0, 1) else '22001'
    row('Numeric -> SQL_BIT', ctype, value, 'SQL_BIT', state, str(whole(n)))
    for code in CODES:
        stype = 'SQL_INTERVAL_' + code
        if ctype in ('SQL_C_DOUBLE', 'SQL_C_FLOAT') or code not in SINGLE:
            row(f'Numeric -> {stype}: not in the table', ctype, value, stype, '07006')
            continue
        unit = {'YEAR': 12, 'MONTH': 1, 'DAY': 0, 'HOUR': 3600, 'MINUTE': 60, 'SECOND': 1}[code]
        kept = n if code == 'SECOND' else Decimal(whole(n))
        truncated = kept != n or abs(n) >= 10**9 or (code == 'SECOND' and n.scaleb(6) != whole(n.scaleb(6)))
        if code in YEAR_MONTH:
            shown = server_interval(int(kept) * unit, 0)
        else:
            shown = day_interval(0, int(kept) if code == 'DAY' else 0, kept * unit)
        row(f'Numeric -> {stype}', ctype, value, f'{stype}(0,0,9)', '22015' if truncated else '-', shown)


def bits():
    for value in ('0', '1'):
        for stype in list(CHARACTERS) + list(SQL_INTEGERS) + list(FLOATS) + ['SQL_DECIMAL', 'SQL_NUMERIC', 'SQL_BIT']:
            row(f'Bit -> {stype}', 'SQL_C_BIT', value, stype, '-', value)


def datetimes():
    valid = (('1992,12,31', '1992-12-31'), ('1,1,1', '0001-01-01'), ('9999,12,31', '9999-12-31'), ('2000,2,29', '2000-02-29'))
    bad = ('1992,13,1', '1992,0,1', '1992,4,31', '1900,2,29', '1992,1,0', '1992,1,32')
    for value, text in valid:
        for stype in CHARACTERS:
            for size in (0, 9, 10):
                row(f'Date -> {stype}', 'SQL_C_TYPE_DATE', value, f'{stype}({size})', '22001' if size == 9 else '-', text)
        row('Date -> SQL_TYPE_DATE', 'SQL_C_TYPE_DATE', value, 'SQL_TYPE_DATE', '-', text)
        row('Date -> SQL_TYPE_TIMESTAMP', 'SQL_C_TYPE_DATE', value, 'SQL_TYPE_TIMESTAMP', '-', text + ' 00:00:00')
    for value in bad:
        invalid('Date', 'SQL_C_TYPE_DATE', value, ('SQL_TYPE_DATE', 'SQL_TYPE_TIMESTAMP'))
    for value, text in (('0,0,0', '00:00:00'), ('23,59,59', '23:59:59'), ('1,2,3', '01:02:03')):
        for stype in CHARACTERS:
            for size in (0, 7, 8):
                row(f'Time -> {stype}', 'SQL_C_TYPE_TIME', value, f'{stype}({size})', '22001' if size == 7 else '-', text)
        row('Time -> SQL_TYPE_TIME', 'SQL_C_TYPE_TIME', value, 'SQL_TYPE_TIME', '-', text)
        row('Time -> SQL_TYPE_TIMESTAMP', 'SQL_C_TYPE_TIME', value, 'SQL_TYPE_TIMESTAMP', '-', '2001-02-03 ' + text)
    for value in ('24,0,0', '12,60,0', '12,0,62'):
        invalid('Time', 'SQL_C_TYPE_TIME', value, ('SQL_TYPE_TIME', 'SQL_TYPE_TIMESTAMP'))
    timestamps()


def invalid(kind, ctype, value, same):
    for stype in CHARACTERS:
        row(f'{kind} -> {stype}: not valid', ctype, value, stype, '22008')
    for stype in same:
        row(f'{kind} -> {stype}: not valid', ctype, value, stype, '22007')


def timestamps():
    ctype = 'SQL_C_TYPE_TIMESTAMP'
    for value, text in (('1992,12,31,0,0,0,0', '1992-12-31 00:00:00'), ('1992,12,31,23,45,55,0', '1992-12-31 23:45:55'),
                        ('1992,12,31,23,45,55,120000000', '1992-12-31 23:45:55.12'),
                        ('2024,2,29,1,2,3,123456000', '2024-02-29 01:02:03.123456'),
                        ('2024,2,29,1,2,3,123456789', '2024-02-29 01:02:03.123456789')):
        n, time = len(text), text[11:]
        digits = len(time) - 9 if '.' in time else 0
        for stype in CHARACTERS:
            for size in (0, 18, 19, n - 1, n):
                row(f'Timestamp -> {stype}', ctype, value, f'{stype}({size})', '22001' if 0 < size < n else '-', text)
        row('Timestamp -> SQL_TYPE_DATE', ctype, value, 'SQL_TYPE_DATE', '-' if time == '00:00:00' else '22008', text[:10])
        row('Timestamp -> SQL_TYPE_TIME', ctype, value, 'SQL_TYPE_TIME', '22008' if digits else '-', time)
        for size, scale in ((0, 0), (19, 0), (22, 2), (23, 3), (26, 6), (26, 0), (29, 9)):
            room = 6 if not size else min(6, scale if scale else max(size - 20, 0))
            row('Timestamp -> SQL_TYPE_TIMESTAMP', ctype, value, f'SQL_TYPE_TIMESTAMP({size},{scale})',
                '22008' if digits > room else '-', text)
    for value in ('1992,13,1,0,0,0,0', '1992,1,1,24,0,0,0', '1992,1,1,0,60,0,0', '1992,1,1,0,0,0,1000000000'):
        invalid('Timestamp', ctype, value, ('SQL_TYPE_TIMESTAMP',))
    row('Timestamp -> SQL_TYPE_DATE: not valid', ctype, '1992,13,1,0,0,0,0', 'SQL_TYPE_DATE', '22007')
    row('Timestamp -> SQL_TYPE_TIME: not valid', ctype, '1992,1,1,25,0,0,0', 'SQL_TYPE_TIME', '22007')
    row('Timestamp -> SQL_TYPE_TIME: the date is ignored', ctype, '0,0,0,1,2,3,0', 'SQL_TYPE_TIME', '-', '01:02:03')


def guids():
    for text in ('00112233-4455-6677-8899-aabbccddeeff', 'ffffffff-ffff-ffff-ffff-ffffffffffff'):
        for stype in CHARACTERS:
            for size in (0, 35, 36):
                row(f'GUID -> {stype}', 'SQL_C_GUID', text, f'{stype}({size})', '22001' if size == 35 else '-', text)
        row('GUID -> SQL_GUID', 'SQL_C_GUID', text, 'SQL_GUID', '-', text)


def binaries():
    def binary(cell, data, stype, state, text=None, form='-'):
        row(cell, 'SQL_C_BINARY', data, stype, state, text, how=len(data), form=form)

    for data in (b'abc', b'', 'é€'.encode()):
        for stype in CHARACTERS:
            n = len(data.decode())
            for size in (0, n - 1, n):
                if size >= 0:
                    sent = data.decode().encode('utf-16-le') if stype in WIDE else data
                    binary(f'Binary -> {stype}', sent, f'{stype}({size})', '22001' if 0 < size < n else '-', data)
    for stype in WIDE:
        binary(f'Binary -> {stype}: half a character', b'abc', stype, 'HY090')
    for data in (b'', b'\x00\x01', b'abc\xff'):
        for stype in BINARIES:
            for size in (0, len(data) - 1, len(data)):
                if size >= 0:
                    state = '22001' if 0 < size < len(data) else '-'
                    binary(f'Binary -> {stype}', data, f'{stype}({size})', state, data.hex().upper())
                    binary(f'Binary -> {stype}', data, f'{stype}({size})', state, data, form='bytes')
    images = [(stype, struct.pack('<' + f, -5), '-5') for stype, (size, f) in SQL_INTEGERS.items()]
    images += [('SQL_REAL', struct.pack('<f', 1.5), '1.5'), ('SQL_FLOAT', struct.pack('<d', -0.25), '-0.25'),
               ('SQL_DOUBLE', struct.pack('<d', 1e20), '1e+20'), ('SQL_BIT', b'\x01', '1'),
               ('SQL_TYPE_DATE', struct.pack('<hHH', 1992, 12, 31), '1992-12-31'),
               ('SQL_TYPE_TIME', struct.pack('<HHH', 23, 45, 55), '23:45:55'),
               ('SQL_TYPE_TIMESTAMP', struct.pack('<hHHHHHI', 1992, 12, 31, 23, 45, 55, 500000000),
                '1992-12-31 23:45:55.5')]
    numeric = struct.pack('<BbB', 38, 2, 0) + (123456).to_bytes(16, 'little')
    images += [('SQL_DECIMAL', numeric, '-1234.56'), ('SQL_NUMERIC', numeric, '-1234.56')]
    for stype, image, text in images:
        binary(f'Binary -> {stype}', image, stype, '-', text)
        for wrong in (image[:-1], image + b'\x00', b''):
            binary(f'Binary -> {stype}: another length', wrong, stype, '22003')


SAMPLES = {'SQL_C_CHAR': '1', 'SQL_C_WCHAR': '1', 'SQL_C_BINARY': '1', 'SQL_C_BIT': '1', 'SQL_C_FLOAT': '1',
           'SQL_C_DOUBLE': '1', 'SQL_C_NUMERIC': '38,0,1,1', 'SQL_C_TYPE_DATE': '1992,12,31', 'SQL_C_TYPE_TIME': '1,2,3',
           'SQL_C_TYPE_TIMESTAMP': '1992,12,31,1,2,3,0', 'SQL_C_GUID': '00112233-4455-6677-8899-aabbccddeeff'}
MEASURES = set(CHARACTERS) | set(SQL_INTEGERS) | set(FLOATS) | {'SQL_DECIMAL', 'SQL_NUMERIC', 'SQL_BIT'}
ALLOWED = {
    'SQL_C_BINARY': MEASURES | set(BINARIES) | {'SQL_TYPE_DATE', 'SQL_TYPE_TIME', 'SQL_TYPE_TIMESTAMP',
                                                # left out of the page, but GUID fetches as binary
                                                'SQL_GUID'},
    'SQL_C_BIT': MEASURES,
    'SQL_C_FLOAT': MEASURES,
    'SQL_C_DOUBLE': MEASURES,
    'SQL_C_TYPE_DATE': set(CHARACTERS) | {'SQL_TYPE_DATE', 'SQL_TYPE_TIMESTAMP'},
    'SQL_C_TYPE_TIME': set(CHARACTERS) | {'SQL_TYPE_TIME', 'SQL_TYPE_TIMESTAMP'},
    'SQL_C_TYPE_TIMESTAMP': set(CHARACTERS) | {'SQL_TYPE_DATE', 'SQL_TYPE_TIME', 'SQL_TYPE_TIMESTAMP'},
    'SQL_C_GUID': set(CHARACTERS) | {'SQL_GUID'},
}


def restricted():
    for ctype in C_TYPES:
        if ctype in ('SQL_C_CHAR', 'SQL_C_WCHAR'):
            continue
        allowed = ALLOWED.get(ctype)
        if ctype in INTEGERS or ctype == 'SQL_C_NUMERIC':
            allowed = MEASURES | {'SQL_INTERVAL_' + code for code in SINGLE}
        if ctype in INTERVAL_C:
            allowed = set(CHARACTERS) | set(SQL_INTEGERS) | {'SQL_DECIMAL', 'SQL_NUMERIC'} | set(INTERVAL_SQL)
        value = SAMPLES.get(ctype, '1')
        if ctype in INTERVAL_C:
            value = fields(ctype[len('SQL_C_INTERVAL_'):], 0, 0)[2]
        for stype in SQL_TYPES:
            if stype not in allowed:
                row(f'{ctype} -> {stype}: not in the table', ctype, value, stype, '07006', how=len(value))


character_numbers()
character_texts()
character_datetimes()
intervals()
numbers()
bits()
datetimes()
guids()
binaries()
restricted()
write('c_to_sql_grid.tsv', '# Written by c_to_sql_grid.py; see there.\n', rows)
