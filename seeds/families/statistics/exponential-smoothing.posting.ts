/** What the employers of the family `exponential-smoothing` ask for. */

import type { Piece } from '../study-family.ts';
import { tellerOf, type Voices } from '../study-parts.ts';
import { callOf, type SmoothingNames, type SmoothingSettings } from './exponential-smoothing.programs.ts';

const MODEL: Readonly<Record<SmoothingSettings['model'], Voices>> = {
  simple: [
    'Simple smoothing. The forecast of a value is the level before it; then level = alpha x value + (1 - alpha) x level.',
    'Plain smoothing is enough for us: what we expect next is the level so far, and after each value the new level is alpha times the value plus (1 - alpha) times the old level.',
    'Model: forecast f = L. Update: L <- alpha * y + (1 - alpha) * L.',
  ],
  trend: [
    'Smoothing with a trend (Holt). The forecast of a value is level + trend before it. Then: new level = alpha x value + (1 - alpha) x (level + trend), new trend = beta x (new level - level) + (1 - beta) x trend. The trend is 0 at the start.',
    'It needs a trend as in the method of Holt: expected is level plus trend. After each value the new level is alpha times the value plus (1 - alpha) times what level and trend gave together, and the new trend is beta times the step that the level just made plus (1 - beta) times the old trend. In the beginning the trend is 0.',
    "Model: f = L + b. Update: L' = alpha * y + (1 - alpha) * (L + b); b' = beta * (L' - L) + (1 - beta) * b. Initial b = 0.",
  ],
  damped: [
    'Smoothing with a damped trend. The forecast of a value is level + phi x trend before it. Then: new level = alpha x value + (1 - alpha) x (level + phi x trend), new trend = beta x (new level - level) + (1 - beta) x phi x trend. The trend is 0 at the start.',
    'It needs a trend, but one that dies down: expected is level plus phi times trend. After each value the new level is alpha times the value plus (1 - alpha) times that sum of level and damped trend, and the new trend is beta times the step that the level just made plus (1 - beta) times phi times the old trend. In the beginning the trend is 0.',
    "Model: f = L + phi * b. Update: L' = alpha * y + (1 - alpha) * (L + phi * b); b' = beta * (L' - L) + (1 - beta) * phi * b. Initial b = 0.",
  ],
  season: [
    'Smoothing with additive seasons: position t (from 0) has season t mod period, all seasons are 0 at the start. The forecast of a value is level + its season. Then: new level = alpha x (value - season) + (1 - alpha) x level, and the season becomes gamma x (value - new level) + (1 - gamma) x season.',
    'There are seasons: the values take turns, the first has season 0, the next 1 and so on, beginning again after period values; each season has a number that is added, 0 in the beginning. Expected is the level plus the number of the season. After each value the new level is alpha times (value minus season) plus (1 - alpha) times the old level, and then the number of the season becomes gamma times (value minus the new level) plus (1 - gamma) times what it was.',
    "Model: f = L + s[t mod period], t from 0, all s = 0 initially. Update: L' = alpha * (y - s) + (1 - alpha) * L; s' = gamma * (y - L') + (1 - gamma) * s (only the season of t).",
  ],
};

const FURTHER: Readonly<Record<SmoothingSettings['model'], Voices>> = {
  simple: ['all the last level', 'which is the last level every time', 'L for every step'],
  trend: [
    'level + k x trend for step k = 1, 2, ...',
    'that is the last level plus the last trend once for the first step, twice for the second and so on',
    'L + k * b, k = 1, 2, ...',
  ],
  damped: [
    'level + (phi + phi^2 + ... + phi^k) x trend for step k = 1, 2, ...',
    'where the trend is damped further with each step: level plus (phi + phi squared + ... up to phi to the power of k) times trend for step k',
    'L + (phi + ... + phi^k) * b, k = 1, 2, ...',
  ],
  season: [
    'level + season of the position, which goes on counting after the last value',
    'that is the last level plus the number of the season, and the seasons go on in turn after the last value',
    'L + s[(n + k - 1) mod period], n = number of values, k = 1, 2, ...',
  ],
};

function outputOf({ output, model, gaps }: SmoothingSettings): Voices {
  const further = FURTHER[model];
  const only = gaps === 'missing';
  return {
    forecast: [
      `Result: list of the next ahead forecasts (ahead may be 0), ${further[0]}.`,
      `Give me the list of the forecasts after the last value, as many as ahead says (none for 0), ${further[1]}.`,
      `Return the list of ahead >= 0 forecasts past the end: ${further[2]}.`,
    ] as const,
    errors: [
      `Result: { "mae", "rmse", "bias" } of the errors value - forecast${only ? ' (values that are there)' : ''}, the first value included: mean of their sizes, root of the mean of their squares, mean.`,
      `Give me a dictionary about the errors, always value minus forecast, from the very first value on${only ? ' but only where there is a value' : ''}: "mae" is the mean without signs, "rmse" the square root of the mean square and "bias" the mean with signs.`,
      `Return {"mae": mean |e|, "rmse": sqrt(mean e^2), "bias": mean e}, e = y - f, ${only ? 'all present values' : 'all values'} including the first.`,
    ] as const,
    fitted: [
      `Result: list of the forecasts, one for each value in values (before that value is known)${only ? ', also for missing ones' : ''}, the first included.`,
      `Give me the list of what was expected, one number for every entry in values, the first one as well${only ? ' and also where the value is missing' : ''}.`,
      `Return [f, ...], one-step forecasts aligned with values${only ? ' (missing entries too)' : ''}, including the first.`,
    ] as const,
    best: [
      `Result: [alpha, sum]: try each of alphas (at least one) and take the one with the smallest sum of (value - forecast)^2 over all values${only ? ' that are there' : ''}; of equal sums the one that is first in alphas.`,
      `I do not know the right alpha: try all in the list alphas, it has one or more, and give me a list of two, the alpha with the smallest sum of squared errors (value minus forecast, all values${only ? ' that are there' : ''}, from the first on) and that sum. If two are equally good take the one that comes first in the list.`,
      `Return [alpha, SSE] with minimal SSE = sum of (y - f)^2 over ${only ? 'present' : 'all'} values; ties: earliest in alphas (non-empty).`,
    ] as const,
  }[output];
}

export function posting(settings: SmoothingSettings, names: SmoothingNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { topic, first } = names;
  const { gaps, start } = settings;
  const drawnCases = ['a few more', 'drawn values', 'long series'] as const;
  const among = gaps === 'missing' ? ' that is not missing' : '';
  return [
    tell.say(
      `Exponential smoothing of ${topic}: ${callOf(settings, names)} in solution.py, Python 3 with the standard library. values is a list of numbers in order of time.`,
      `Hello everybody, for the planning of ${topic} we want to look a little into the future. Write me ${callOf(settings, names)} in solution.py, in Python 3 and without installing anything. values is the list of numbers, oldest first.`,
      `Fwd: forecast of ${topic}\nWanted: solution.py with ${callOf(settings, names)}, Python standard library. values = [y, ...], ascending time.`,
    ),
    tell.need(MODEL[settings.model], 'other weights', 'weights of one', 'weights of zero', ...drawnCases),
    start === 'first'
      ? tell.need(
          [
            `The level before the first position is the first value${among}.`,
            `To begin with, before anything is smoothed, the level is the first value${among}; that value is then worked through like all others.`,
            `Initial level: first value${among} (which is then processed normally).`,
          ],
          'one value',
          'a few more',
        )
      : tell.need(
          [
            `The level before the first position is the mean of the first ${first} values${among ? ' that are not missing' : ''}, or of all if there are fewer.`,
            `To begin with the level is the mean of the first ${first} values${among ? ' that are not missing' : ''} (of all of them if we have fewer), and then all values are worked through from the first.`,
            `Initial level: mean of the first min(${first}, n) values${among ? ' present' : ''}; then all values are processed from the first.`,
          ],
          'one value',
          'a few more',
        ),
    ...(gaps === 'missing'
      ? [
          tell.need(
            [
              'A value may be missing (None): then level, trend or season go on as though the value had been exactly the forecast.',
              'Now and then a value is missing, that is None in the list. Go on then as if precisely the forecast had come in.',
              'None = missing: update with y = f.',
            ],
            'missing values',
            'missing at the ends',
          ),
        ]
      : []),
    tell.need(outputOf(settings), 'equal sums', 'nothing ahead', 'far ahead', ...drawnCases),
    tell.need(
      [
        `No values${among ? ', or only missing ones' : ''}: None.`,
        `If there is no value at all${among ? ', or all are missing,' : ''} return None.`,
        `Without values${among ? ' (empty or all None)' : ''} return None.`,
      ],
      'no values',
    ),
    tell.say(
      '\n- Weights are between 0 and 1; no rounding, six digits are compared.',
      'The weights are between 0 and 1, both possible. Do not round anything, I compare six digits. Bye!',
      '\nWeights in [0, 1]. No rounding; tolerance 1e-6.',
    ),
  ];
}
