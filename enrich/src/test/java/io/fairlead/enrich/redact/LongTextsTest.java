// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.enrich.json.JsonReader;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts that were chosen to be gone through again from every place in them: milliseconds where the work grows with the
 * length, minutes where it grows with its square, and no deeper stack than for short ones.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LongTextsTest {
    private static final int LENGTH = 1024 * 1024;

    private final TextRedactor redactor = new TextRedactor(new JsonReader(96));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "a/",
                "eyJ-",
                "eyJhbGciOi_",
                "sk-ant-",
                "abcdefghijklmnop ",
                "ConfigMap ",
                "echo ",
                "a_token=",
                "Authorization: Basic ",
                "-----BEGIN ",
                "0x0x",
                "Cookie: ",
                "sessionCookie: a; ",
                "authorization:",
                "bearer+",
                "PWD=/",
                "password=${ ",
                "http://a ",
                "http://a:b/",
                "://",
                "a1Q~",
                "echo x | docker ",
                "docker login <<< a ",
                "<password>",
                "</password>",
                "&quot;",
                "value: ",
                "u:p@tcp(",
                "password for ",
                "set password ",
                "password: |\n ",
                "send \"a\" password;",
                "net use \\a "
            })
    void costWhatTheirLengthCosts(String part) {
        String text = part.repeat(LENGTH / part.length());
        assertThat(redactor.redact(text, new Redactions())).isNotEmpty();
    }

    /** What ends a line, another name or an option tells the rest apart: the same without them takes another way. */
    @ParameterizedTest
    @ValueSource(strings = {"Cookie: ", "authorization:", "bearer+", "password=", "http://a:b/", "\\"})
    void costWhatTheirLengthCostsBesideOthers(String part) {
        String text = "curl -u " + part.repeat(LENGTH / part.length()) + "token:\n-p x";
        assertThat(redactor.redact(text, new Redactions())).isNotEmpty();
    }
}
