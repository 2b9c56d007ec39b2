// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleTexts;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors written from the Sigma specification: a detection, a document that fits and one that does not. */
class SpecificationTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void matchesWhatTheSpecificationSays(String detection, String yes, String no) {
        assertThat(RuleTexts.matches(detection, yes))
                .as("%s on %s", detection, yes)
                .hasSize(1);
        assertThat(RuleTexts.matches(detection, no))
                .as("%s on %s", detection, no)
                .isEmpty();
    }

    static Stream<Arguments> vectors() {
        return Stream.of(values(), modifiers(), escapes(), encodings(), structure(), conditions(), nulls())
                .flatMap(stream -> stream);
    }

    private static Stream<Arguments> values() {
        return Stream.of(
                one("a: X", "{'a':'x'}", "{'a':'xx'}"),
                one("a: 'ÄÖ'", "{'a':'äö'}", "{'a':'ao'}"),
                one("a: 11", "{'a':11}", "{'a':12}"),
                one("a: 11", "{'a':'11'}", "{'a':'011'}"),
                one("a: '11'", "{'a':11}", "{'a':111}"),
                one("a: 11", "{'a':11.0}", "{'a':11.5}"),
                one("a: 00000429", "{'a':'00000429'}", "{'a':429}"),
                one("a: 007", "{'a':'007'}", "{'a':'7'}"),
                one("a: 0x1F", "{'a':31}", "{'a':'1F'}"),
                one("a: 0x1F", "{'a':'0x1f'}", "{'a':'0x1f0'}"),
                one("a: +5", "{'a':5}", "{'a':'+50'}"),
                one("a: 3.10", "{'a':'3.10'}", "{'a':'3.100'}"),
                one("a: true", "{'a':true}", "{'a':false}"),
                one("a: 'true'", "{'a':true}", "{'a':1}"),
                one("a: ['x', 'y']", "{'a':'y'}", "{'a':'z'}"),
                one("a: ${x}", "{'a':'${x}'}", "{'a':'x'}"),
                one("a: x", "{'a':['y','x']}", "{'a':['y','z']}"),
                one("a: x", "{'a':[['y'],['x']]}", "{'a':{'x':'x'}}"),
                one("a.b: x", "{'a':{'b':'x'}}", "{'a':{'c':'x'}}"),
                one("a.b: x", "{'a.b':'x'}", "{'a':'x'}"),
                one("a.b.c: x", "{'a.b':{'c':'x'}}", "{'a':{'b':'x'}}"),
                one("a.b: x", "{'a':[{'b':'y'},{'b':'x'}]}", "{'a':[{'b':'y'},{'c':'x'}]}"),
                one("'a field': x", "{'a field':'x'}", "{'afield':'x'}"),
                one("a: ''", "{'a':''}", "{'a':' '}"),
                one("A: x", "{'A':'x'}", "{'a':'x'}"));
    }

    private static Stream<Arguments> modifiers() {
        return Stream.of(
                one("a|contains: ell", "{'a':'HELLO'}", "{'a':'hero'}"),
                one("a|startswith: he", "{'a':'Hello'}", "{'a':'oh hello'}"),
                one("a|endswith: lo", "{'a':'HELLO'}", "{'a':'hello there'}"),
                one("a|contains|all: [x, y]", "{'a':'y x'}", "{'a':'x'}"),
                one("a|all: [x, y]", "{'a':['x','y']}", "{'a':['x']}"),
                one("a|cased: Ab", "{'a':'Ab'}", "{'a':'ab'}"),
                one("a|contains|cased: Ab", "{'a':'xAbx'}", "{'a':'xabx'}"),
                one("a|re: 'a.c$'", "{'a':'xxabc'}", "{'a':'ABC'}"),
                one("a|re|i: '^a.c$'", "{'a':'ABC'}", "{'a':'xABC'}"),
                one("a|re|m: '^b$'", "{'a':'a\\nb'}", "{'a':'a b'}"),
                one("a|re|s: 'a.b'", "{'a':'a\\nb'}", "{'a':'ab'}"),
                one("a|re: 'a.b'", "{'a':'a-b'}", "{'a':'a\\nb'}"),
                one("a|re: 'a(?=b)'", "{'a':'xab'}", "{'a':'ac'}"),
                one("a|re: 'a(?!b)'", "{'a':'ac'}", "{'a':'ab'}"),
                one("a|re: '(?<!x)a'", "{'a':'ya'}", "{'a':'xa'}"),
                one("a|re: '(a|b)\\1'", "{'a':'xbb'}", "{'a':'ab'}"),
                one("a|cidr: 10.0.0.0/8", "{'a':'10.2.3.4'}", "{'a':'11.2.3.4'}"),
                one("a|cidr: ['192.168.0.0/23', '::1/128']", "{'a':'192.168.1.255'}", "{'a':'192.168.2.0'}"),
                one("a|cidr: 'fe80::/10'", "{'a':'FE80::1'}", "{'a':'fec0::1'}"),
                one("a|cidr: 10.0.0.0/8", "{'a':['x','10.0.0.1']}", "{'a':'10.0.0'}"),
                one("a|exists: true", "{'a':null}", "{'b':1}"),
                one("a|exists: false", "{'b':1}", "{'a':''}"),
                one("a|exists: true", "{'a':{'b':1}}", "{'b':{'a':1}}"),
                one("a|gt: 5", "{'a':6}", "{'a':5}"),
                one("a|gte: 5", "{'a':'5'}", "{'a':4.9}"),
                one("a|lt: 5", "{'a':-7}", "{'a':'x'}"),
                one("a|lte: 5.5", "{'a':5.50}", "{'a':5.51}"),
                one("a|neq: x", "{'a':'y'}", "{'a':'X'}"),
                one("a|neq: x", "{'b':'y'}", "{'a':['y','x']}"),
                one("a|fieldref: b", "{'a':'x','b':'X'}", "{'a':'x','b':'y'}"),
                one("a|fieldref|startswith: b", "{'a':'xyz','b':'xy'}", "{'a':'xyz','b':'yz'}"),
                one("a|fieldref|endswith: b", "{'a':'xyz','b':'yz'}", "{'a':'xyz'}"),
                one("a|fieldref|contains: b", "{'a':'xyz','b':'y'}", "{'a':'xyz','b':'q'}"),
                one("a|hour: 14", "{'a':'2026-11-22T14:53:24Z'}", "{'a':'2026-11-22T15:53:24Z'}"),
                one("a|hour|gte: 20", "{'a':'2026-11-22T22:00:00+01:00'}", "{'a':'2026-11-22T20:00:00+01:00'}"),
                one("a|minute: 53", "{'a':'2026-11-22 14:53:24'}", "{'a':'soon'}"),
                one("a|day: 22", "{'a':'2026-11-22T14:53:24Z'}", "{'a':'2026-11-23T14:53:24Z'}"),
                one("a|week: 47", "{'a':'2026-11-22T14:53:24Z'}", "{'a':'2026-11-23T14:53:24Z'}"),
                one("a|month: 11", "{'a':'2026-11-22T14:53:24Z'}", "{'a':'2026-12-22T14:53:24Z'}"),
                one("a|year: 2026", "{'a':'2026-11-22T14:53:24Z'}", "{'a':'2025-11-22T14:53:24Z'}"),
                one("a|windash|contains: ' -f '", "{'a':'x /f y'}", "{'a':'x +f y'}"),
                one("a|contains|windash: ' -f'", "{'a':'x \\u2013f y'}", "{'a':'x f y'}"),
                one("a|windash|contains|all: [' -f', ' /g']", "{'a':'x \\u2015f \\u2014g'}", "{'a':'x -f'}"),
                one("a|windash: 'a-b'", "{'a':'a-b'}", "{'a':'a/b'}"));
    }

    private static Stream<Arguments> escapes() {
        return Stream.of(
                one("a: 'x*z'", "{'a':'xyyz'}", "{'a':'xyy'}"),
                one("a: 'x*z'", "{'a':'xz'}", "{'a':'xzy'}"),
                one("a: 'x?z'", "{'a':'xyz'}", "{'a':'xz'}"),
                one("a: '?'", "{'a':'\\ud83d\\ude00'}", "{'a':''}"),
                one("a: '*'", "{'a':'x'}", "{'b':'x'}"),
                one("a: '*'", "{'a':0}", "{'a':null}"),
                one("a: 'x\\*z'", "{'a':'x*z'}", "{'a':'xyz'}"),
                one("a: 'x\\?z'", "{'a':'x?z'}", "{'a':'xyz'}"),
                one("a: 'x\\\\*'", "{'a':'x\\\\yy'}", "{'a':'xyy'}"),
                one("a: 'x\\\\\\*'", "{'a':'x\\\\*'}", "{'a':'x\\\\y'}"),
                one("a: 'c:\\dir'", "{'a':'C:\\\\Dir'}", "{'a':'c:dir'}"),
                one("a: 'c:\\\\dir'", "{'a':'c:\\\\dir'}", "{'a':'c:\\\\\\\\dir'}"),
                one("a: '\\\\\\\\host'", "{'a':'\\\\\\\\host'}", "{'a':'\\\\host'}"),
                one("a|endswith: '\\'", "{'a':'x\\\\'}", "{'a':'x'}"),
                one("a|contains: 'x*z'", "{'a':'-xyz-'}", "{'a':'-zyx-'}"),
                one("a|startswith: 'x?z'", "{'a':'xyzzy'}", "{'a':'axyz'}"),
                one("a|cased: 'X*'", "{'a':'Xy'}", "{'a':'xy'}"),
                one("a: \"x\\ny\"", "{'a':'x\\ny'}", "{'a':'x y'}"),
                one("a: 'a*b*c'", "{'a':'aXbXbXc'}", "{'a':'acb'}"));
    }

    private static Stream<Arguments> encodings() {
        return Stream.of(
                one("a|base64|contains: foobar", "{'a':'x Zm9vYmFy y'}", "{'a':'x foobar y'}"),
                one("a|base64offset|contains: foobar", "{'a':'eHhmb29iYXI='}", "{'a':'eHhmb28='}"),
                one("a|base64offset|contains: foobar", "{'a':'eGZvb2Jhcng='}", "{'a':'eGZvbw=='}"),
                one("a|wide|base64|contains: ab", "{'a':'YQBiAA=='}", "{'a':'YWI='}"),
                one("a|utf16le|base64|contains: ab", "{'a':'YQBiAA=='}", "{'a':'AGEAYg=='}"),
                one("a|utf16be|base64|contains: ab", "{'a':'AGEAYg=='}", "{'a':'YQBiAA=='}"),
                one("a|utf16|base64|contains: ab", "{'a':'//5hAGIA'}", "{'a':'YQBiAA=='}"),
                one("a|wide|base64offset|contains: 'http'", "{'a':'aAB0AHQAcAA'}", "{'a':'aHR0cA'}"));
    }

    private static Stream<Arguments> structure() {
        return Stream.of(
                one("a: x\nb: y", "{'a':'x','b':'y'}", "{'a':'z','b':'y'}"),
                detection("s:\n  - a: x\n  - b: y", "s", "{'b':'y'}", "{'a':'y','b':'x'}"),
                detection("s:\n  - a: x\n    c: z\n  - b: y", "s", "{'a':'x','c':'z'}", "{'a':'x'}"),
                detection("s:\n  - error\n  - 'b*d'", "s", "{'x':{'y':'an ERROR'}}", "{'error':'none','y':'d b'}"),
                detection("s: lone", "s", "{'x':['is','alone']}", "{'x':'none'}"),
                detection("s:\n  '|all':\n    - one\n    - two", "s", "{'x':'one','y':'two'}", "{'x':'one'}"),
                detection("s:\n  '|re': 'o[no]e'", "s", "{'x':'one'}", "{'x':'ONE'}"),
                detection("s:\n  - 4625", "s", "{'x':'id 4625'}", "{'x':'id 4624'}"),
                detection("s:\n  - word\n  - a: x", "s", "{'a':'x'}", "{'a':'y'}"));
    }

    private static Stream<Arguments> conditions() {
        String abc = "a: {a: 1}\nb: {b: 1}\nc: {c: 1}";
        String many = "x_1: {a: 1}\nx_2: {b: 1}\ny_1: {c: 1}\n_hidden: {d: 1}";
        return Stream.of(
                detection(abc, "a and b", "{'a':1,'b':1}", "{'a':1}"),
                detection(abc, "a or b", "{'b':1}", "{'c':1}"),
                detection(abc, "a and not b", "{'a':1}", "{'a':1,'b':1}"),
                detection(abc, "not a", "{}", "{'a':1}"),
                detection(abc, "not not a", "{'a':1}", "{}"),
                detection(abc, "(a or b) and c", "{'b':1,'c':1}", "{'a':1,'b':1}"),
                detection(abc, "a or b and c", "{'a':1}", "{'b':1}"),
                detection(abc, "not a and b", "{'b':1}", "{'a':1,'b':1}"),
                detection(abc, "not (a or b)", "{'c':1}", "{'b':1}"),
                detection(abc, "a AND NOT b", "{'a':1}", "{'a':1,'b':1}"),
                detection(abc, "(a)and(b)", "{'a':1,'b':1}", "{'b':1}"),
                detection(abc, "1 of them", "{'c':1}", "{'d':1}"),
                detection(abc, "all of them", "{'a':1,'b':1,'c':1}", "{'a':1,'b':1}"),
                detection(abc, "2 of them", "{'a':1,'c':1}", "{'a':1}"),
                detection(abc, "any of them", "{'a':1}", "{}"),
                detection(many, "1 of x_*", "{'b':1}", "{'c':1}"),
                detection(many, "all of x_*", "{'a':1,'b':1}", "{'b':1,'c':1}"),
                detection(many, "1 of them", "{'c':1}", "{'d':1}"),
                detection(many, "1 of _hid*", "{'d':1}", "{'a':1}"),
                detection(many, "1 of *_1", "{'c':1}", "{'b':1}"),
                detection(many, "not 1 of x_*", "{'c':1}", "{'a':1}"),
                detection(many, "y_1 and not all of x_*", "{'c':1,'a':1}", "{'c':1,'a':1,'b':1}"),
                Arguments.of(abc + "\ncondition:\n  - a and b\n  - c", json("{'c':1}"), json("{'a':1}")));
    }

    private static Stream<Arguments> nulls() {
        return Stream.of(
                one("a: null", "{'b':1}", "{'a':1}"),
                one("a: null", "{'a':null}", "{'a':''}"),
                one("a: null", "{'a':[]}", "{'a':{}}"),
                one("a:", "{}", "{'a':0}"),
                one("a: [null, x]", "{'a':'x'}", "{'a':'y'}"),
                one("a: [null, x]", "{}", "{'a':''}"),
                one("a.b: null", "{'a':{}}", "{'a':{'b':false}}"),
                one("a|neq: null", "{'a':''}", "{'a':null}"),
                detection("s: {a: 1}\nf: {b: null}", "s and not f", "{'a':1,'b':2}", "{'a':1}"),
                detection("s: {a: 1}\nf: {b: ''}", "s and not f", "{'a':1}", "{'a':1,'b':''}"));
    }

    private static Arguments one(String items, String yes, String no) {
        return detection("s:\n" + items.indent(2).stripTrailing(), "s", yes, no);
    }

    private static Arguments detection(String selections, String condition, String yes, String no) {
        return Arguments.of(selections + "\ncondition: " + condition, json(yes), json(no));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
