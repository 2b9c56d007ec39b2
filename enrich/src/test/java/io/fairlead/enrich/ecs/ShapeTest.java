// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShapeTest {
    private static final Shape SHAPE = Shape.of(json("{'properties':{'name':{'type':'keyword'},"
            + "'body':{'type':'flattened'},'items':{'properties':{'key':{'type':'keyword'}}}}}"));

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name':'a','other':1,'body':{'x':1}} | {'other':1}",
                "{'items':[{'key':'a'},{'key':'b','more':true}]} | {'items':[{'more':true}]}",
                "{'items':'no object','none':null} | {'items':'no object'}",
                "{'other':{'deep':[1,{'x':2}]}} | {'other':{'deep':[1,{'x':2}]}}"
            })
    void theRestIsWhatNoTypeIsKnownFor(String tree, String rest) {
        assertThat(SHAPE.rest(json(tree))).isEqualTo(json(rest));
    }

    @Test
    void nothingIsLeftOfATreeThatIsTypedWhole() {
        assertThat(SHAPE.rest(json("{'name':['a','b'],'items':{'key':'x'},'body':{'any':1}}")))
                .isNull();
    }

    @Test
    void theRestAndTheFittedTreeHoldEverything() {
        JsonNode tree = json("{'name':{'an':'object'},'items':'text','other':1}");
        assertThat(SHAPE.rest(tree)).isEqualTo(json("{'items':'text','other':1}"));
        JsonNode fitted = SHAPE.fit(tree);
        assertThat(fitted.get("name").textValue()).isEqualTo("{\"an\":\"object\"}");
        assertThat(fitted.get("items")).isEqualTo(json("{'value':'text'}"));
        assertThat(fitted.get("other").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name':'a','other':{'any':1},'body':{'x':[1,{'y':2}]}} | true",
                "{'items':[{'key':'a'},{'key':['b']}],'body':null} | true",
                "{'name':{'an':'object'}} | false",
                "{'items':'text'} | false",
                "{'items':[{'key':{'an':'object'}}]} | false",
                "{'items.key':'reaches in'} | false",
                "{'body':'text'} | false",
                "'text' | false"
            })
    void fitsWhatIsLeftAsItIs(String tree, boolean fits) {
        assertThat(SHAPE.fits(json(tree))).isEqualTo(fits);
        assertThat(SHAPE.fit(json(tree)).equals(json(tree))).isEqualTo(fits);
    }
}
