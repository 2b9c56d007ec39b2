// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import java.util.ArrayList;
import java.util.List;

/**
 * Keys that their issuers begin with words of their own, and what must follow for it to be one. Sources: the issuers' own
 * pages on the formats of their tokens.
 */
final class TokenForms {
    private static final String LETTERS = "";
    private static final String WORD = "_-";
    private static final String DOTTED = "_-.";
    private static final String BASE64 = "_-.+/=";

    /**
     * One form.
     *
     * @param prefix how it begins
     * @param least fewest characters behind the prefix
     * @param exact whether there are no more than that
     * @param besides characters beside letters and digits that may follow
     */
    private record Form(String prefix, int least, boolean exact, String besides) {
        int end(String text, int from) {
            int end = from + prefix.length();
            while (end < text.length() && (alphanumeric(text.charAt(end)) || besides.indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
            while (end > from && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '-')) {
                end--; // the end of a sentence
            }
            int length = end - from - prefix.length();
            return length == least || length > least && !exact ? end : from;
        }
    }

    /** By the first two characters. */
    private static final Form[][] BY_FIRST = new Form[128 * 128][];

    static {
        add(16, true, LETTERS, "AKIA ASIA ABIA ACCA");
        add(12, false, LETTERS, "LTAI");
        add(35, false, WORD, "AIza");
        add(
                20,
                false,
                WORD,
                "ya29. GOCSPX- 1//0 github_pat_ GR1348941 hvs. hvb. hvr. sntrys_ sntryu_ glc_ glsa_ CCIPAT_");
        add(
                20,
                false,
                LETTERS,
                "ghp_ gho_ ghu_ ghs_ ghr_ lin_api_ ntn_ nfp_ sbp_ squ_ sqp_ sqa_ bkua_ figd_ NRAK- fm2_");
        add(16, false, DOTTED, "glpat- gldt- glrt- glcbt- glptt- glft- glimt- glagent- gloas- glsoat- glffct-");
        add(10, false, DOTTED, "xoxa- xoxb- xoxc- xoxd- xoxe- xoxp- xoxr- xoxs- xoxe. xapp-");
        add(8, false, WORD, "sk_live_ sk_test_ rk_live_ rk_test_");
        add(16, false, BASE64, "whsec_ ATATT3 ATBB ATCTT3 EZAK EZTK");
        add(
                16,
                false,
                WORD,
                "sk-ant- sk-proj- sk-or- sk-svcacct- dckr_pat_ dckr_oat_ pypi-AgE tskey- pscale_tkn_ pscale_pw_"
                        + " pscale_oauth_ sq0atp- sq0csp- PMAK- shpat_ shpss_ shpca_ shppa_ npm_ pul- tfp_");
        add(30, false, LETTERS, "hf_ rubygems_ secret_ r8_ gsk_ sk-");
        add(32, false, LETTERS, "dop_v1_ doo_v1_ dor_v1_ dapi");
        add(32, true, LETTERS, "SK key-");
        add(24, true, LETTERS, "s.");
        add(20, false, DOTTED, "SG. dp.pt. dp.st. dp.sa. dp.ct. dt0c01. dt0s01. eyJrIjoi");
        add(20, false, "-", "AGE-SECRET-KEY-1 A3-");
        add(16, false, "", "EAACEdEose0cBA");
        add(43, false, LETTERS, "oy2");
    }

    private TokenForms() {}

    private static void add(int least, boolean exact, String besides, String prefixes) {
        for (String prefix : prefixes.split(" ")) {
            int first = prefix.charAt(0) << 7 | prefix.charAt(1);
            List<Form> forms = new ArrayList<>(BY_FIRST[first] == null ? List.of() : List.of(BY_FIRST[first]));
            forms.add(new Form(prefix, least, exact, besides));
            BY_FIRST[first] = forms.toArray(new Form[0]);
        }
    }

    /** The first two characters that keys begin with, the first one times 128. */
    static boolean[] beginnings() {
        boolean[] beginnings = new boolean[BY_FIRST.length];
        for (int i = 0; i < BY_FIRST.length; i++) {
            beginnings[i] = BY_FIRST[i] != null;
        }
        return beginnings;
    }

    /** Where the key ends that begins here, or this place itself when none does. */
    static int end(String text, int from) {
        char first = text.charAt(from);
        char second = from + 1 < text.length() ? text.charAt(from + 1) : '\0';
        Form[] forms = first < 128 && second < 128 ? BY_FIRST[first << 7 | second] : null;
        if (forms == null || from > 0 && alphanumeric(text.charAt(from - 1))) {
            return from;
        }
        for (Form form : forms) {
            if (text.startsWith(form.prefix(), from)) {
                int end = form.end(text, from);
                if (end > from) {
                    return end;
                }
            }
        }
        return from;
    }

    static boolean alphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
