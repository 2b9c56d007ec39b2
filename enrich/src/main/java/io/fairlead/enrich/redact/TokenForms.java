// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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
        add(35, false, WORD, "AIza AQVN");
        add(
                20,
                false,
                WORD,
                "GOCSPX- 1//0 github_pat_ GR1348941 hvs. hvb. hvr. b.AAAA SWMKEY-1- SWMTKN-1- sntrys_ sntryu_ glc_ glsa_ CCIPAT_ CCIPRJ_ tvly-");
        add(
                20,
                false,
                LETTERS,
                "ghp_ gho_ ghu_ ghs_ ghr_ lin_api_ lin_oauth_ ntn_ nfp_ nfc_ nfo_ nfu_ nfb_ sbp_ sbp_oauth_ squ_ sqp_ sqa_"
                        + " sqb_ bkua_ bkct_ bkaj_ figd_ figo_ figoh_ figor_ NRAK- PMAT- fw_");
        add(
                16,
                false,
                DOTTED,
                "glpat- gldt- glrt- glrtr- glcbt- glptt- glft- glimt- glagent- glwt- gloas- glsoat- glffct-");
        add(10, false, DOTTED, "xoxa- xoxb- xoxc- xoxd- xoxe- xoxp- xoxr- xoxs- xoxe. xapp- xwfp-");
        add(8, false, WORD, "sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_");
        add(16, false, BASE64, "whsec_ ATATT3 ATBB ATCTT3 ATSTT3 ATOASPATT3 EZAK EZTK fm2_");
        add(
                16,
                false,
                WORD,
                "sk-ant- sk-proj- sk-or- sk-svcacct- sk-admin- sk-None- dckr_pat_ dckr_oat_ pypi-AgE tskey- pscale_tkn_"
                        + " pscale_pw_ pscale_oauth_ sq0atp- sq0csp- PMAK- NRII- NRJS- NRRA- NRIQ- shpat_ shpss_ shpca_ shppa_"
                        + " npm_ pul- tfp_ sm_aat_ sm_pat_ sm_sat_");
        add(30, false, LETTERS, "hf_ api_org_ rubygems_ secret_ esecret_ r8_ gsk_ sk-");
        add(32, false, LETTERS, "dop_v1_ doo_v1_ dor_v1_ dapi dose dkea");
        add(32, true, LETTERS, "SK key- fc- p8e- ico- cio");
        add(24, true, LETTERS, "s.");
        add(26, true, LETTERS, "API-");
        add(35, true, LETTERS, "live_ test_");
        add(36, true, LETTERS, "pnu_");
        add(38, true, LETTERS, "4b1d");
        add(38, true, WORD, "YC");
        add(42, true, LETTERS, "ion_");
        add(59, true, LETTERS, "cmVmd");
        add(20, false, DOTTED, "ya29. SG. dp.pt. dp.st. dp.sa. dp.ct. dt0c01. dt0s01. dt0s16. eyJrIjoi");
        add(20, false, "-", "AGE-SECRET-KEY- A3-");
        add(12, false, "-", "FLWSECK- FLWSECK_TEST-");
        add(16, false, "", "EAACEdEose0cBA");
        add(30, false, DOTTED, "snyk_ nvapi- tgp_v1_ lsv2_pt_ lsv2_sk_ wandb_v1_ y0_");
        add(36, false, WORD, "HRKU- sgp_ duffel_live_ duffel_test_ tk-us- fo1_ sha256~ pcsk_");
        add(40, false, LETTERS, "CLOJARS_ shippo_live_ shippo_test_ cfut_ cfat_ cfk_ pplx- xai- csk- jina_");
        add(43, false, LETTERS, "oy2");
        add(60, false, WORD, "fio-u- dnkey- xkeysib- xsmtpsib- u-s4t2ud- s-s4t2ud- rdme_ k8s-aws-v1. mfa. v1.0- EAAA");
        add(60, false, LETTERS, "AKCp");
        add(60, false, BASE64, "fm1a_ fm1r_ ops_eyJ");
        add(60, false, DOTTED, "pat. sat. v2.local. v2.public. v3.local. v3.public. v4.local. v4.public.");
        add(80, false, LETTERS, "EAAB EAAC EAAG EAAM");
        add(80, false, BASE64, "t1.");
        add(120, false, DOTTED, "sl.");
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

    /** What keys begin with. */
    static Stream<String> prefixes() {
        return Arrays.stream(BY_FIRST)
                .filter(Objects::nonNull)
                .flatMap(Arrays::stream)
                .map(Form::prefix);
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
