// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fairlead.enrich.format.Source;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An XML document as JSON: attributes and child elements are keys by their local names, an element with a text alone is that
 * text, an element of a list's name is an array of its children. Document types and with them all entities but the five of
 * XML itself are refused, so nothing outside the document is ever read and nothing in it grows.
 */
public final class XmlTree {
    private static final JsonFactory JSON = new JsonFactory();
    private static final XMLInputFactory XML = factory();
    private static final int DEEPEST = 64;
    private static final int MOST_BYTES = 128 * 1024 * 1024;

    private final XMLStreamReader xml;
    private final ByteArrayOutputStream out;
    private final Set<String> lists;
    private final Map<String, String> more;

    private XmlTree(XMLStreamReader xml, ByteArrayOutputStream out, Set<String> lists, Map<String, String> more) {
        this.xml = xml;
        this.out = out;
        this.lists = lists;
        this.more = more;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // without one the parser writes what is wrong to standard error
        factory.setXMLReporter((message, type, related, location) -> {});
        factory.setXMLResolver((publicId, systemId, base, namespace) -> new ByteArrayInputStream(new byte[0]));
        return factory;
    }

    /** Whether the source may be XML: it begins with a bracket. */
    public static boolean begins(Source source) {
        byte[] bytes = source.bytes();
        int i = bytes.length > 2 && bytes[0] == (byte) 0xEF ? 3 : 0;
        while (i < bytes.length && i < 64 && Character.isWhitespace(bytes[i])) {
            i++;
        }
        return i + 1 < bytes.length && bytes[i] == '<' && !Character.isDigit(bytes[i + 1]);
    }

    /** The namespace and name of the first element, with a colon between; empty when there is none to be read. */
    public static Optional<String> root(Source source) {
        try {
            XMLStreamReader xml = XmlInput.open(XML, source.bytes());
            try {
                while (xml.hasNext()) {
                    if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                        return Optional.of(xml.getNamespaceURI() + ":" + xml.getLocalName());
                    }
                }
                return Optional.empty();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException | RuntimeException broken) {
            return Optional.empty();
        }
    }

    /**
     * The document as JSON.
     *
     * @param lists names of elements that are arrays
     * @param more keys of the first element that XML says in another way
     */
    public static byte[] json(Source source, Set<String> lists, Map<String, String> more) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(source.bytes().length);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            XMLStreamReader xml = XmlInput.open(XML, source.bytes());
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                if (xml.getEventType() == XMLStreamConstants.DTD) {
                    throw new UnreadableReport(DeadLetterCode.SCHEMA, "XML with a document type is not read");
                }
            }
            new XmlTree(xml, out, lists, more).element(json, 0);
            while (xml.hasNext()) {
                xml.next();
            }
        } catch (XMLStreamException broken) {
            int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNumber();
            throw new UnreadableReport(DeadLetterCode.PARSE, "not valid XML at line " + line);
        }
        return out.toByteArray();
    }

    private void element(JsonGenerator json, int depth) throws IOException, XMLStreamException {
        if (depth > DEEPEST || out.size() > MOST_BYTES) {
            throw new UnreadableReport(
                    DeadLetterCode.LIMIT, "the XML is deeper than " + DEEPEST + " elements or too long");
        }
        if (lists.contains(xml.getLocalName())) {
            list(json, depth);
            return;
        }
        boolean object = depth == 0 || xml.getAttributeCount() > 0;
        if (object) {
            json.writeStartObject();
            if (depth == 0) {
                for (Map.Entry<String, String> entry : more.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
            }
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                json.writeStringField(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
            }
        }
        StringBuilder text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (!object) {
                    json.writeStartObject();
                    object = true;
                }
                json.writeFieldName(xml.getLocalName());
                element(json, depth + 1);
            } else if (xml.hasText() && !object || event == XMLStreamConstants.CHARACTERS) {
                text.append(event == XMLStreamConstants.COMMENT ? "" : xml.getText());
            }
        }
        String value = text.toString().strip();
        if (!object) {
            json.writeString(value);
            return;
        }
        if (!value.isEmpty()) {
            json.writeStringField("value", value);
        }
        json.writeEndObject();
    }

    private void list(JsonGenerator json, int depth) throws IOException, XMLStreamException {
        json.writeStartArray();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                element(json, depth + 1);
            }
        }
        json.writeEndArray();
    }
}
