# The handful of names of numpy that published assertions compare plain values with, for the side of the assertions: values of a
# delivery are built-in ones there, and its own arrays stay with it.
import sys, types


def _close(got, wanted, rtol, atol, equal_nan):
    if isinstance(wanted, (list, tuple)) or isinstance(got, (list, tuple)):
        same = isinstance(wanted, (list, tuple)) and isinstance(got, (list, tuple)) and len(got) == len(wanted)
        return same and all(_close(a, b, rtol, atol, equal_nan) for a, b in zip(got, wanted))
    for value in (got, wanted):
        if not isinstance(value, (bool, int, float, complex)):
            raise TypeError(f'no number: {type(value).__name__}')
    if got == wanted:
        return True
    if got != got or wanted != wanted:
        return equal_nan and got != got and wanted != wanted
    if isinstance(wanted, float) and wanted in (float('inf'), float('-inf')):
        return False
    return abs(got - wanted) <= atol + rtol * abs(wanted)


def _allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return _close(a, b, rtol, atol, equal_nan)


def _assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg='', verbose=True):
    assert _close(actual, desired, rtol, atol, equal_nan), err_msg or 'not equal within the tolerance'


class _Never:
    # Of a class that nothing here is of.
    dtype = None


def _install():
    numpy, testing = types.ModuleType('numpy'), types.ModuleType('numpy.testing')
    testing.assert_allclose = _assert_allclose
    numpy.allclose, numpy.isclose, numpy.testing = _allclose, _allclose, testing
    numpy.ndarray = type('ndarray', (_Never,), {})
    numpy.float64 = numpy.float32 = float
    numpy.inf, numpy.nan = float('inf'), float('nan')
    sys.modules['numpy'], sys.modules['numpy.testing'] = numpy, testing


_install()
