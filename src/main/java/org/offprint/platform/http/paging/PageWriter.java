package org.offprint.platform.http.paging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Serializes a page of a list whose records are already serialized as JSON. */
public final class PageWriter {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private PageWriter() {}

    /**
     * Serializes a page of a list as {@code {"items":[…],"total":…,"page":{…}}}. The member {@code total} is omitted if
     * it is null.
     */
    public static byte[] write(List<byte[]> items, Long total, PageLinks page) {
        return write(items, total, page, Map.of());
    }

    /** Serializes a page of a list with additional JSON members, such as {@code facets}, in the order of the map. */
    public static byte[] write(List<byte[]> items, Long total, PageLinks page, Map<String, byte[]> more) {
        int size = items.stream().mapToInt(item -> item.length + 1).sum()
                + more.values().stream().mapToInt(value -> value.length + 32).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(size + 1_024);
        out.writeBytes(utf8("{\"items\":["));
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(items.get(i));
        }
        out.write(']');
        if (total != null) {
            out.writeBytes(utf8(",\"total\":" + total));
        }
        out.writeBytes(utf8(",\"page\":"));
        out.writeBytes(json(page));
        more.forEach((name, value) -> {
            out.write(',');
            out.writeBytes(json(name));
            out.write(':');
            out.writeBytes(value);
        });
        out.write('}');
        return out.toByteArray();
    }

    private static byte[] json(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Failed to serialize a page", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
