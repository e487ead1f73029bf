package org.offprint.kernel.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.kernel.faults.Problems;

/**
 * JSON conventions of this API: members without a value are omitted, lists and maps are always present, and instants
 * follow RFC 3339. Stored documents follow the same conventions, so that they can be served unchanged.
 */
public final class Json {

    /** Maximum number of names, values, braces and brackets in a JSON document sent by a client. */
    public static final long MAX_TOKENS = 500_000;

    private static final ObjectMapper MAPPER = mapper(Long.MAX_VALUE);

    /**
     * Mapper for JSON documents sent by clients. Its token limit keeps the size of the JSON tree proportional to the
     * size of the document.
     */
    private static final ObjectMapper PARSER = mapper(MAX_TOKENS);

    private static final Pattern SETTINGS = Pattern.compile(
            ", from `[^`]*`|,? ?\\(?(?:from|enable|for type|of type)? ?`[^`]*`(?: to allow)?\\)?|\\(for Array[^)]*\\)"
                    + "|: expected close marker for .*| ?\\(code [0-9]+[^)]*\\)",
            Pattern.DOTALL);

    private Json() {}

    private static ObjectMapper mapper(long mostTokens) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(100)
                                .maxStringLength(10_000_000)
                                .maxTokenCount(mostTokens)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .addModule(new JavaTimeModule())
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                // Unknown members are ignored, so that documents stored by a newer node are readable. In documents from
                // clients, RecordReader reports unknown members.
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /**
     * Parses the JSON body of a request.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 if the body is empty, not JSON, not UTF-8, nested more
     *     than 100 levels deep, has more than {@link #MAX_TOKENS} tokens, or contains a duplicate member
     */
    public static JsonNode parse(byte[] body) {
        if (body == null || body.length == 0) {
            throw Problems.malformedJson("The body is empty.");
        }
        if (!new Utf8Validator().take(body, 0, body.length)) {
            throw Problems.malformedJson("The body is not UTF-8 text.");
        }
        return parse(body.length, new ByteArrayInputStream(body));
    }

    /** Parses JSON that is already verified to be UTF-8. Throws the same exceptions as {@link #parse(byte[])}. */
    static JsonNode parse(long length, InputStream body) {
        if (length == 0) {
            throw Problems.malformedJson("The body is empty.");
        }
        try {
            JsonNode tree = PARSER.readTree(body);
            if (tree == null || tree.isMissingNode()) {
                throw Problems.malformedJson("The body is empty.");
            }
            return tree;
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw Problems.malformedJson(plainMessage(e.getOriginalMessage()) + place + ".");
        } catch (IOException e) {
            throw Problems.malformedJson("The body is not UTF-8 text.");
        }
    }

    /** Returns the message of the JSON parser without the names of parser settings and classes. */
    public static String plainMessage(String message) {
        return SETTINGS.matcher(message)
                .replaceAll("")
                .replaceFirst(":\\s*$", "")
                .strip();
    }

    /** Returns the value as JSON in UTF-8. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the value as a JSON tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /**
     * Returns the members of a JSON object as Java maps, lists, strings and numbers, for libraries that require such
     * types.
     */
    public static Map<String, Object> asMap(ObjectNode object) {
        return MAPPER.convertValue(object, new TypeReference<>() {});
    }

    /** Returns the member names of a JSON object written by {@link #write}, in document order. */
    public static Set<String> members(String document) {
        Set<String> names = new LinkedHashSet<>();
        try (JsonParser parser = MAPPER.createParser(document)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                names.add(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** Returns whether two JSON trees are equal. Numbers are compared by value (RFC 6902, section 4.6). */
    public static boolean same(JsonNode one, JsonNode other) {
        return one.equals(Json::compare, other);
    }

    private static int compare(JsonNode one, JsonNode other) {
        boolean same = one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
        return same ? 0 : 1;
    }

    /** Parses a document that was written by {@link #write}. Do not use this method for client input. */
    public static <T> T read(byte[] document, Class<T> type) {
        try {
            return MAPPER.readValue(document, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Parses a document that was written by {@link #write}, or returns null if the document is null. Do not use this
     * method for client input.
     */
    public static <T> T read(String document, Type type) {
        try {
            return document == null ? null : MAPPER.readValue(document, MAPPER.constructType(type));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns an unmodifiable view of the list, or an empty list for null. List members are always present in the JSON
     * documents of this API.
     */
    public static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : Collections.unmodifiableList(list);
    }

    /**
     * Returns an unmodifiable view of the map in the same order, or an empty map for null. Map members are always
     * present in the JSON documents of this API.
     */
    public static <K, V> Map<K, V> orEmpty(Map<K, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(map);
    }
}
