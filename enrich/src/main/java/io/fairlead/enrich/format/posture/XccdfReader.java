// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.format.report.XmlInput;
import io.fairlead.enrich.json.JsonTree;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XCCDF results out of XML, one element at a time.
 *
 * <p>Nothing outside of the bytes is ever read: a document type declaration is refused before anything in it counts, so there
 * are no entities but the five of XML. Depth is bounded, texts are cut.
 */
final class XccdfReader {
    private static final int DEEPEST = 64;
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private final XccdfResults results = new XccdfResults();
    private final Deque<String> path = new ArrayDeque<>();

    private XccdfReader(XMLStreamReader reader) {
        this.reader = reader;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside of the document is read");
        });
        // what is wrong comes as an exception; without this it would be printed as well
        factory.setXMLReporter((message, type, related, location) -> {});
        return factory;
    }

    /** The tree {@code {"records": […]}}, each with {@code report}, {@code rule} and {@code result}. */
    static JsonTree read(byte[] bytes) {
        try {
            XMLStreamReader reader = XmlInput.open(FACTORY, bytes);
            try {
                return new XccdfReader(reader).read();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException broken) {
            int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNumber();
            return new JsonTree.Broken("not well-formed XML at line " + line);
        }
    }

    private JsonTree read() throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> {
                    return new JsonTree.Broken("XML with a document type declaration is not read");
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> {
                    return new JsonTree.Broken("XML with entities of its own is not read");
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    if (path.size() >= DEEPEST) {
                        return new JsonTree.TooLarge("nested deeper than " + DEEPEST + " levels");
                    }
                    path.push(reader.getLocalName());
                    results.start(reader.getLocalName(), this::attribute);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> results.text(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    path.pop();
                    String parent = path.peek();
                    results.end(reader.getLocalName(), parent == null ? "" : parent);
                }
                default -> {}
            }
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.set("records", results.records());
        return new JsonTree.Read(root, false, false);
    }

    private String attribute(String name) {
        String value = reader.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
