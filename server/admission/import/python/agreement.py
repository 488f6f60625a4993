# How EvalPlus compares: equal, or where floats are expected within 1e-7 of the value and an absolute tolerance.
inf, nan = float('inf'), float('nan')


def _floats(value):
    return type(value) is float or (type(value) in (list, tuple) and all(type(item) is float for item in value))


def _near(got, wanted, tolerance):
    if type(wanted) in (list, tuple):
        return type(got) is type(wanted) and len(got) == len(wanted) and all(
            _near(a, b, tolerance) for a, b in zip(got, wanted)
        )
    if type(got) not in (int, float, complex) or type(wanted) not in (int, float, complex):
        return got == wanted
    both_nan = got != got and wanted != wanted
    return got == wanted or both_nan or abs(got - wanted) <= tolerance + 1e-07 * abs(wanted)


def agree(got, wanted, tolerance):
    if tolerance == 0 and _floats(wanted):
        tolerance = 1e-06
    return got == wanted or (tolerance != 0 and _near(got, wanted, tolerance))
