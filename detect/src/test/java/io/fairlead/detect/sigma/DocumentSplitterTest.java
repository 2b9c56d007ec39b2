// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentSplitterTest {
    @Test
    void theTextOfADocumentIsItsOwnWhateverStandsBeforeIt() {
        String second = "title: Zweite \ud83d\ude80\nid: b\n";
        List<SigmaDocument> both = split("title: Erste \ud83d\ude00\ud83d\ude00 ä\n---\n" + second + "---\ntitle: c\n");
        assertThat(both)
                .extracting(document -> document.root().text("title"))
                .containsExactly("Erste \ud83d\ude00\ud83d\ude00 ä", "Zweite \ud83d\ude80", "c");
        assertThat(both.get(1).text()).isEqualTo(split(second).getFirst().text());
        assertThat(both.get(1).line()).isEqualTo(3);
    }

    @Test
    void manyDocumentsAreCutInOnePass() {
        String one = "title: x\nlogsource: {product: any}\n---\n";
        List<SigmaDocument> all = split(one.repeat(20_000));
        assertThat(all).hasSize(20_000);
        assertThat(all.getLast().text()).isEqualTo(all.getFirst().text());
    }

    private static List<SigmaDocument> split(String text) {
        DocumentSplitter.Split split = DocumentSplitter.split("file", text);
        assertThat(split.rejections()).isEmpty();
        return split.documents();
    }
}
