// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {
    @TempDir
    private Path folder;

    @AfterEach
    void compareAgain() {
        System.clearProperty(Golden.UPDATE);
    }

    @Test
    void valuesAndOrderMatterWhiteSpaceDoesNot() throws Exception {
        Path expected = Files.writeString(folder.resolve("a.json"), "{\"a\":1,\"b\":{\"c\":[1,2]}}");
        Golden.compareJson(expected, "{ \"a\": 1, \"b\": {\"c\":[1, 2]}}");
        assertThatThrownBy(() -> Golden.compareJson(expected, "{\"b\":{\"c\":[1,2]},\"a\":1}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Golden.compareJson(expected, "{\"a\":1,\"b\":{\"c\":[2,1]}}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("- ")
                .hasMessageContaining("+ ")
                .hasMessageContaining("a.json");
        assertThatThrownBy(() -> Golden.compareJson(expected, "{\"a\":1,\"a\":1}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Duplicate");
    }

    @Test
    void missingFailsUntilItIsWritten() throws Exception {
        Path expected = folder.resolve("new/b.json");
        assertThatThrownBy(() -> Golden.compareJson(expected, "{}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("is missing");
        System.setProperty(Golden.UPDATE, "true");
        Golden.compareJson(expected, "{\"a\":[1]}");
        System.clearProperty(Golden.UPDATE);
        assertThat(expected).content().startsWith("{\n").contains("\"a\" : [ 1 ]");
        Golden.compareJson(expected, "{\"a\":[1]}");
    }

    @Test
    void textShowsOnlyWhereItDiffers() throws Exception {
        Path expected = Files.writeString(folder.resolve("c.txt"), "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
        Golden.compareText(expected, "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
        assertThatThrownBy(() -> Golden.compareText(expected, "1\n2\n3\n4\n5\nsix\n7\n8\n9\n"))
                .hasMessageContaining("from line 6:\n  3\n  4\n  5\n- 6\n+ six\n  7\n  8\n  9\n")
                .hasMessageNotContaining("  2\n");
    }

    @Test
    void makesOneTestACase() throws Throwable {
        Files.writeString(folder.resolve("one.log"), "x");
        Files.writeString(folder.resolve("one.json"), "{\"text\":\"x\"}");
        Files.writeString(folder.resolve("two.log"), "y");
        Files.writeString(folder.resolve("two.json"), "{\"text\":\"z\"}");
        Golden.Actual actual = file -> "{\"text\":\"" + Files.readString(file) + "\"}";
        List<DynamicTest> tests =
                Golden.jsonFiles(folder, ".log", ".json", actual).toList();
        assertThat(tests).extracting(DynamicTest::getDisplayName).containsExactly("one", "two");
        tests.get(0).getExecutable().execute();
        assertThatThrownBy(() -> tests.get(1).getExecutable().execute()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Golden.jsonFolders(folder, "expected.json", actual))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no golden case");
    }
}
