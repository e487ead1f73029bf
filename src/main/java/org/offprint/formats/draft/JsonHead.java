package org.offprint.formats.draft;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.reading.FileHead;

/** Reads the members of the first record in a JSON file. Only the beginning of the file is read. */
public final class JsonHead {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Set<String> WRAPPERS = Set.of("items", "results", "message");

    private JsonHead() {}

    /**
     * Returns the values of the members, keyed by member name. The value is empty unless the member is a string. If the
     * file is an object that contains a list, the members of the object are included. The result is empty if the file
     * is not JSON.
     */
    public static Map<String, String> members(FileHead head) {
        Map<String, String> members = new LinkedHashMap<>();
        String text = head.text().stripLeading();
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return members;
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            read(parser, members);
        } catch (IOException cutOff) {
            // The beginning of a file is usually not valid JSON, so use the members read before the syntax error.
        }
        return members;
    }

    private static void read(JsonParser parser, Map<String, String> members) throws IOException {
        boolean isWithin = false;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                isWithin = true;
            } else if (token == JsonToken.END_OBJECT) {
                return;
            } else if (token == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                members.putIfAbsent(name, value == JsonToken.VALUE_STRING ? parser.getText() : "");
                if (!WRAPPERS.contains(name)) {
                    skip(parser);
                }
            } else if (isWithin && token.isScalarValue()) {
                return;
            }
        }
    }

    private static void skip(JsonParser parser) throws IOException {
        if (parser.currentToken() != null && parser.currentToken().isStructStart()) {
            parser.skipChildren();
        }
    }
}
