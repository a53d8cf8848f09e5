"""The canonical form, against what RFC 8785 and ECMA-262 say."""

import pytest

from service.spec import canonical, digest, spec, spelt

# RFC 8785, appendix B, without the numbers that JSON does not have; and what node prints
NUMBERS = {
    "0": 0.0,
    "5e-324": 5e-324,
    "-5e-324": -5e-324,
    "1.7976931348623157e+308": 1.7976931348623157e308,
    "9007199254740992": 9007199254740992,
    "-9007199254740992": -9007199254740992,
    "295147905179352830000": 2.9514790517935283e20,
    "9.999999999999997e+22": 9.999999999999997e22,
    "1e+23": 1e23,
    "1.0000000000000001e+23": 1.0000000000000001e23,
    "999999999999999700000": 999999999999999700000.0,
    "999999999999999900000": 999999999999999900000.0,
    "1e+21": 1e21,
    "9.999999999999997e-7": 9.999999999999997e-7,
    "0.000001": 0.000001,
    "333333333.3333332": 333333333.3333332,
    "333333333.3333343": 333333333.3333343,
    "-0.0000033333333333333333": -0.0000033333333333333333,
    "1424953923781206.2": 1424953923781206.2,
    "1.1920928955078125e-7": 2.0**-23,
    "0.97": 0.97,
    "480000": 480_000,
    "1e-10": 1e-10,
}


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_a_number_reads_as_in_javascript(text, number):
    assert canonical(number) == text


def test_zero_has_no_sign():
    assert canonical(-0.0) == "0"


@pytest.mark.parametrize("number", [0, 1, -400, 16_000, 2**53])
def test_whole_numbers_are_the_same_with_and_without_a_point(number):
    assert canonical(number) == canonical(float(number)) == str(number)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), 2**53 + 1, 10**400])
def test_what_is_no_double_is_refused(number):
    with pytest.raises(ValueError, match=r"no finite number|larger than"):
        canonical(number)


def test_structures_follow_the_example_of_the_rfc():
    value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }
    assert canonical(value) == (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


def test_keys_stand_in_the_order_of_utf_16():
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\x80", "\u00f6"]
    order = ["\r", "1", "\x80", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert sorted(keys) != order
    found = canonical(dict.fromkeys(keys, 0))
    assert found == "{" + ",".join(f'"{k}":0'.replace("\r", "\\r") for k in order) + "}"


def test_a_digest_is_the_sha_256_of_the_text():
    # printf '{"amin":1e-10,"n_fft":400}' | sha256sum
    expected = "a68a410ae1c8647602fb304409aa3c36cfe062fccf7382d6700a9188bd5a9a72"
    assert digest({"n_fft": 400.0, "amin": 1e-10}) == expected


def test_a_spec_is_the_digest_of_feature_and_parameters():
    # printf '{"feature":"mel","parameters":{"n_fft":400,"top_db":"none"}}' | sha256sum
    expected = "a7537ebf5ea058edb6c9f2a112b72fc547682280adc450d32b3257a6d32600b6"
    assert spec("mel", {"top_db": None, "n_fft": 400}) == expected


def test_none_is_spelt_as_in_a_query():
    assert spelt({"top_db": None, "n_fft": 400}) == {"top_db": "none", "n_fft": 400}
    assert spec("mel", {"top_db": None}) == spec("mel", {"top_db": "none"})


def test_a_spec_leaves_out_what_chooses_samples_and_names_values():
    chosen = {"offset": 3.0, "duration": 1.5, "preset": "whisper-80@1"}
    assert spec("mel", {"n_fft": 400, **chosen}) == spec("mel", {"n_fft": 400})
    assert spec("mel", {"n_fft": 400}) != spec("mfcc", {"n_fft": 400})
    assert spec("mel", {"n_fft": 400}) != spec("mel", {"n_fft": 401})
