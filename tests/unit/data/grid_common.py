"""What both grids share: names, ranges, literals and the writing of lines."""
import re
import struct
from decimal import Decimal, getcontext

getcontext().prec = 400

# C type: (bytes, smallest, largest)
INTEGERS = {
    'SQL_C_STINYINT': (1, -128, 127),
    'SQL_C_UTINYINT': (1, 0, 255),
    'SQL_C_TINYINT': (1, -128, 127),
    'SQL_C_SSHORT': (2, -32768, 32767),
    'SQL_C_USHORT': (2, 0, 65535),
    'SQL_C_SHORT': (2, -32768, 32767),
    'SQL_C_SLONG': (4, -2**31, 2**31 - 1),
    'SQL_C_ULONG': (4, 0, 2**32 - 1),
    'SQL_C_LONG': (4, -2**31, 2**31 - 1),
    'SQL_C_SBIGINT': (8, -2**63, 2**63 - 1),
    'SQL_C_UBIGINT': (8, 0, 2**64 - 1),
}
CODES = {
    'YEAR': 1, 'MONTH': 2, 'DAY': 3, 'HOUR': 4, 'MINUTE': 5, 'SECOND': 6, 'YEAR_TO_MONTH': 7,
    'DAY_TO_HOUR': 8, 'DAY_TO_MINUTE': 9, 'DAY_TO_SECOND': 10, 'HOUR_TO_MINUTE': 11,
    'HOUR_TO_SECOND': 12, 'MINUTE_TO_SECOND': 13,
}
YEAR_MONTH = ('YEAR', 'MONTH', 'YEAR_TO_MONTH')
SINGLE = ('YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND')
UNITS = {'DAY': 86400, 'HOUR': 3600, 'MINUTE': 60, 'SECOND': 1}
INTERVAL_C = ['SQL_C_INTERVAL_' + name for name in CODES]
C_TYPES = (['SQL_C_CHAR', 'SQL_C_WCHAR', 'SQL_C_BINARY', 'SQL_C_BIT', 'SQL_C_FLOAT', 'SQL_C_DOUBLE',
            'SQL_C_NUMERIC', 'SQL_C_TYPE_DATE', 'SQL_C_TYPE_TIME', 'SQL_C_TYPE_TIMESTAMP',
            'SQL_C_GUID'] + list(INTEGERS) + INTERVAL_C)

# ODBC: "Numeric Literal Syntax"
LITERAL = re.compile(r'[+-]?(\d+(\.\d*)?|\.\d+)(E[+-]?\d+)?', re.I)

NUMBERS = ['0', '1', '-1', '2', '127', '128', '-128', '-129', '255', '256', '32767', '32768', '-32768',
           '-32769', '65535', '65536', '2147483647', '2147483648', '-2147483648', '-2147483649',
           '4294967295', '4294967296', '9223372036854775807', '9223372036854775808',
           '-9223372036854775808', '-9223372036854775809', '18446744073709551615',
           '18446744073709551616', '1.5', '-1.5', '0.5', '-0.5', '1.999', '2.0', '1234.56',
           '99999999999999999999999999999999999999', '100000000000000000000000000000000000000']


def literal(text):
    """The number of a numeric-literal with blanks around it, or None."""
    text = text.strip(' ')
    return Decimal(text) if LITERAL.fullmatch(text) else None


def whole(number):
    return int(number)  # towards zero


def to_integer(number, ctype):
    size, low, high = INTEGERS[ctype]
    n = whole(number)
    if not low <= n <= high:
        return '22003', None, None
    return ('-' if n == number else '01S07'), size, str(n)


def to_bit(number):
    if number < 0 or number >= 2:
        return '22003', None, None
    return ('-' if number in (0, 1) else '01S07'), 1, str(whole(number))


def to_float(number, ctype):
    try:
        d = float(number)
        if d in (float('inf'), float('-inf')):
            raise OverflowError
        if ctype == 'SQL_C_FLOAT':
            return '-', 4, repr(struct.unpack('f', struct.pack('f', d))[0])
        return '-', 8, repr(d)
    except OverflowError:
        return '22003', None, None


def to_numeric(number, precision, scale):
    """The structure as "precision,scale,sign,magnitude"."""
    scaled = number.scaleb(scale)
    n = int(scaled)
    if abs(n) >= 10**precision:
        return '22003', None, None
    sign = 0 if n < 0 else 1
    return ('-' if n == scaled else '01S07'), 19, f'{precision},{scale},{sign},{abs(n)}'


def fields(code, months, seconds, precision=6):
    """Of an interval: (lost something, leading field, structure as text)."""
    nanos = round(seconds * 10**9)
    negative = months < 0 or nanos < 0
    months, nanos = abs(months), abs(nanos)
    if code in YEAR_MONTH:
        year, month = {'YEAR': (months // 12, 0), 'MONTH': (0, months),
                       'YEAR_TO_MONTH': (months // 12, months % 12)}[code]
        lost = code == 'YEAR' and months % 12 != 0
        lead = month if code == 'MONTH' else year
        return lost, lead, f'{CODES[code]},{int(negative)},{year},{month}'
    names = list(UNITS)
    first, last = code.split('_TO_') if '_TO_' in code else (code, code)
    values, lead, rest = [], 0, nanos // 10**9
    for name in names:
        inside = names.index(first) <= names.index(name) <= names.index(last)
        n = rest // UNITS[name] if inside else 0
        rest -= n * UNITS[name]
        values.append(n)
        if name == first:
            lead = n
    fraction = nanos % 10**9
    lost = rest != 0
    if last == 'SECOND':
        step = 10**(9 - precision)
        lost = lost or fraction % step != 0
        values.append(fraction // step)
    else:
        lost = lost or fraction != 0
        values.append(0)
    sign = int(negative and any(values))
    return lost, lead, f'{CODES[code]},{sign},' + ','.join(map(str, values))


def interval_text(code, months, seconds):
    """ODBC: "Interval Literal Syntax", the string."""
    sign = '-' if months < 0 or seconds < 0 else ''
    months, nanos = abs(months), abs(round(seconds * 10**9))
    if code == 'YEAR':
        return f'{sign}{months // 12}'
    if code == 'MONTH':
        return f'{sign}{months}'
    if code == 'YEAR_TO_MONTH':
        return f'{sign}{months // 12}-{months % 12:02}'
    names = list(UNITS)
    first, last = code.split('_TO_') if '_TO_' in code else (code, code)
    rest, text = nanos // 10**9, ''
    for name in names[names.index(first):names.index(last) + 1]:
        n = rest // UNITS[name]
        rest -= n * UNITS[name]
        text += f'{n}' if name == first else f'{n:02}'
        text += '' if name == last else ' ' if name == 'DAY' else ':'
    if last == 'SECOND' and nanos % 10**9:
        text += ('.%09d' % (nanos % 10**9)).rstrip('0')
    return sign + text


def escape(text):
    if text is None:
        return '-'
    if isinstance(text, str):
        if text == '':
            return '\\e'
        text = text.encode()
    if text == b'':
        return '\\e'
    out = ''
    for c in text:
        out += '\\\\' if c == 92 else chr(c) if 32 <= c < 127 else '\\x%02x' % c
    return out


def write(path, head, rows):
    with open(path, 'w') as f:
        f.write(head)
        for cell in dict.fromkeys(r[0] for r in rows):
            for r in rows:
                if r[0] == cell:
                    f.write('\t'.join(str(c) for c in r) + '\n')
