/** Three ways to show the sheet of the family `small-spreadsheets`: a list, a grid, answers to questions. */

import type { LineStage } from './line-family.ts';
import type { SheetSecond } from './small-spreadsheets.model.ts';

const ENTER = `
def entered(sheet, line):
    cell, _, text = line.partition(' ')
    if text:
        sheet[cell] = text
    else:
        sheet.pop(cell, None)

`;

const OTHER_ENTER = `
def filled(lines):
    pairs = [line.split(' ', 1) for line in lines]
    latest = {pair[0]: pair[1:] for pair in pairs}
    return {cell: rest[0] for cell, rest in latest.items() if rest and rest[0]}

`;

export const sheetSeconds: readonly LineStage<SheetSecond>[] = [
  {
    kind: 'list',
    about: 'a list of cells',
    minutes: 0,
    text: [
      'Output: after the whole input, every cell that is not empty as "CELL VALUE", column A from the top, then column B and so on (A2 before A10, A10 before B1).',
      'When everything has been read, print all cells with something in them, cell and value with a blank between. Go down the columns one after the other: A1, A2, A10, then those of B.',
      'Output, once the input has been read: "CELL VALUE" for each non-empty cell, ordered by column letter, then numerically by row.',
    ],
    program: `${ENTER}
sheet = {}
for line in sys.stdin.read().splitlines():
    entered(sheet, line)
values = calculated(sheet)
for cell in sorted(values, key=lambda cell: (cell[0], int(cell[1:]))):
    print(cell, values[cell])
`,
    other: `${OTHER_ENTER}
values = calculated(filled(sys.stdin.read().split('\\n')[:-1]))
lines = sorted((cell[0], len(cell), cell, str(value)) for cell, value in values.items())
sys.stdout.writelines(cell + ' ' + value + '\\n' for _, _, cell, value in lines)
`,
    slips: [{ why: 'Rows are ordered as numbers', from: 'key=lambda cell: (cell[0], int(cell[1:]))', to: 'key=str' }],
    edges: {
      'order of cells': 'B1 1|A10 2|A2 3|A1 =B1|B20 x|B3 y',
      'emptied again': 'A1 5|B1 =A1+1|A1|C1 6|C1|C2 7|C2 8',
    },
  },
  {
    kind: 'grid',
    about: 'CSV output',
    minutes: 20,
    text: [
      'Output: after the whole input the sheet as CSV, from A1 to the last row and the last column that have a cell which is not empty; empty cells as nothing. A value with a comma or a double quote is put in double quotes, and its double quotes are doubled. Nothing if all is empty.',
      'At the end I want the sheet as CSV: rows from 1 to the last one in which something stands, columns from A to the last one in which something stands, nothing between the commas for empty cells. Texts that contain commas or double quotes are put in double quotes, and every double quote in them is written twice. An empty sheet prints nothing.',
      'Output, once the input has been read: CSV of the rectangle from A1 to the lowest row and rightmost column holding a non-empty cell, empty cells as empty fields; fields containing comma or double quote are enclosed in double quotes with inner ones doubled. No output for an empty sheet.',
    ],
    program: `${ENTER}
def field(value):
    text = str(value)
    return '"' + text.replace('"', '""') + '"' if '"' in text or ',' in text else text


sheet = {}
for line in sys.stdin.read().splitlines():
    entered(sheet, line)
values = calculated(sheet)
last_column = max((cell[0] for cell in values), default='A')
last_row = max((int(cell[1:]) for cell in values), default=0)
for row in range(1, last_row + 1):
    print(','.join(field(values.get(cell, '')) for cell in area(f'A{row}', f'{last_column}{row}')))
`,
    other: `${OTHER_ENTER}
import csv

values = calculated(filled(sys.stdin.read().split('\\n')[:-1]))
height = max([0, *(int(cell[1:]) for cell in values)])
width = max([0, *(ord(cell[0]) - 64 for cell in values)])
rows = [[''] * width for _ in range(height)]
for cell, value in values.items():
    rows[int(cell[1:]) - 1][ord(cell[0]) - 65] = str(value)
if width == 1:
    for [text] in rows:
        print('"%s"' % text.replace('"', '""') if set(text) & set(',"') else text)
else:
    csv.writer(sys.stdout, lineterminator='\\n').writerows(rows)
`,
    slips: [
      { why: 'Double quotes are doubled', from: `text.replace('"', '""')`, to: 'text' },
      {
        why: 'The grid begins at A1',
        from: 'for row in range(1, last_row + 1):',
        to: 'for row in range(min((int(cell[1:]) for cell in values), default=1), last_row + 1):',
      },
    ],
    edges: {
      'quoted values': 'A1 a, b|B1 say "hi"|C1 plain|A2 =B2|C3 "',
      'empty rows and columns': 'C3 5|B5 =C3*2|D9 7|D9',
      'one column': 'A2 a,b|A4 =A9',
    },
  },
  {
    kind: 'questions',
    about: 'questions between entries',
    minutes: 30,
    text: [
      'Output: a line "? CELL" may stand anywhere among the entries and prints "CELL VALUE" as the sheet is at that moment, or "CELL is empty". Nothing else is printed.',
      'I ask while I type: "? B2" in between prints the cell and its value, "B2 17", counting only what has been entered so far, or "B2 is empty". There is no other output.',
      'Output: a line "? CELL" among the entries prints "CELL VALUE" with respect to the entries above it, or "CELL is empty". No further output.',
    ],
    program: `
class Table:
    def __init__(self):
        self.contents = {}
        self.current = None

    def enter(self, cell, *rest):
        self.current = None
        if rest and rest[0]:
            self.contents[cell] = rest[0]
        elif cell in self.contents:
            del self.contents[cell]

    def ask(self, cell):
        if self.current is None:
            self.current = calculated(self.contents)
        if cell in self.current:
            return f'{cell} {self.current[cell]}'
        return f'{cell} is empty'


table = Table()
for line in sys.stdin.read().splitlines():
    if line[0] == '?':
        print(table.ask(line[2:]))
    else:
        table.enter(*line.split(' ', 1))
`,
    other: `${OTHER_ENTER}
history = sys.stdin.read().split('\\n')[:-1]
for number, line in enumerate(history):
    question, _, cell = line.partition('? ')
    if question == '' and cell:
        earlier = [entry for entry in history[:number] if entry[0] != '?']
        value = calculated(filled(earlier)).get(cell)
        print(cell, 'is empty' if value is None else value)
`,
    slips: [
      {
        why: 'Emptied cells are empty',
        from: "return f'{cell} is empty'",
        to: "return f'{cell} 0'",
      },
    ],
    edges: {
      'as it is now': '? A1|A1 5|B1 =A1*2|? B1|A1 6|? B1|A1|? B1|? A1|A1 word|? B1|? A1|B1 word|? B1',
      'loop opened again': 'A1 =B1+1|B1 =A1|? A1|B1 4|? A1|? B1',
    },
  },
];
