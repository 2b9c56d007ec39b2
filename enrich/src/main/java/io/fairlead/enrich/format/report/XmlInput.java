// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Opens XML documents. Those in UTF-8 are decoded before the parser sees them: it tells bytes that are none to standard error,
 * whatever it was told to do with errors.
 */
public final class XmlInput {
    private static final int BEGINNING = 128;
    private static final Pattern DECLARED = Pattern.compile("^\\s*<\\?xml[^>]{0,80}encoding\\s*=\\s*[\"']([^\"']+)");

    private XmlInput() {}

    /** A reader of the document in these bytes; what cannot be decoded fails when it is read. */
    public static XMLStreamReader open(XMLInputFactory factory, byte[] bytes) throws XMLStreamException {
        int mark = bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
        ByteArrayInputStream in = new ByteArrayInputStream(bytes, mark, bytes.length - mark);
        return isUtf8(bytes, mark)
                ? factory.createXMLStreamReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))
                : factory.createXMLStreamReader(in);
    }

    private static boolean isUtf8(byte[] bytes, int from) {
        int length = Math.min(bytes.length - from, BEGINNING);
        String beginning = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        if (beginning.startsWith("\u00FE\u00FF")
                || beginning.startsWith("\u00FF\u00FE")
                || beginning.indexOf('\0') >= 0) {
            return false;
        }
        Matcher declared = DECLARED.matcher(beginning);
        return !declared.find() || declared.group(1).equalsIgnoreCase("utf-8");
    }
}
