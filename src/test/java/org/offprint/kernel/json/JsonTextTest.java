package org.offprint.kernel.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.faults.ProblemException;

class JsonTextTest {

    /**
     * Input stream that returns a few bytes at a time, like a network connection, and counts the bytes that were read.
     */
    private static final class Network extends InputStream {

        private final byte[] text;
        private int taken;

        Network(byte[] text) {
            this.text = text;
        }

        @Override
        public int read() {
            return taken == text.length ? -1 : text[taken++] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            assertTrue(length <= JsonText.BLOCK_BYTES, "a block of " + length + " bytes");
            int count = Math.min(Math.min(length, 777), text.length - taken);
            System.arraycopy(text, taken, into, offset, count);
            taken += count;
            return count == 0 ? -1 : count;
        }
    }

    @Test
    void json_text_that_spans_several_blocks_is_parsed_to_the_same_tree() throws Exception {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 20_000; i++) {
            list.addObject().put("Wörter \" , : { [ \\", i).put("日本", "words ".repeat(i % 7));
        }
        byte[] bytes = Json.write(list);
        assertTrue(bytes.length > 10 * JsonText.BLOCK_BYTES);

        JsonText text = read(new Network(bytes));

        assertEquals(bytes.length, text.length());
        assertEquals(list, text.tree());
        assertEquals(list, text.tree());
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        text.addTo(digest);
        assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(bytes), digest.digest());
    }

    @Test
    void json_with_too_many_values_is_rejected_after_the_request_body_is_read() {
        Network network = new Network(bytes("{\"keywords\":[null" + ",null".repeat(600_000) + "]}"));
        ProblemException refused = assertThrows(ProblemException.class, () -> read(network));
        assertTrue(refused.problem().type().endsWith("malformed-json"));
        assertTrue(
                refused.problem().detail().contains("500000"), refused.problem().detail());
        assertEquals(network.text.length, network.taken);
    }

    @Test
    void punctuation_inside_json_strings_does_not_count_as_values() throws IOException {
        String signs = "{[,:]}\\\"".repeat(200_000);
        JsonNode tree =
                read(new Network(bytes("{\"title\":\"" + signs + "\"}"))).tree();
        assertEquals("{[,:]}\"".repeat(200_000), tree.get("title").textValue());
    }

    @Test
    void json_text_with_the_maximum_number_of_parser_tokens_is_accepted() throws IOException {
        // The array has MAX_TOKENS - 2 values. With its two brackets, the array has the maximum number of tokens.
        String most = "[" + "1,".repeat((int) Json.MAX_TOKENS - 3) + "1]";
        assertEquals(Json.MAX_TOKENS - 2, read(new Network(bytes(most))).tree().size());
        ProblemException refused =
                assertThrows(ProblemException.class, () -> read(new Network(bytes("[1," + most.substring(1))))
                        .tree());
        assertTrue(refused.problem().type().endsWith("malformed-json"));
    }

    @Test
    void json_text_that_is_not_utf_8_is_rejected() {
        assertThrows(
                ProblemException.class,
                () -> read(new ByteArrayInputStream("\"Gr\u00FC\u00DFe\"".getBytes(StandardCharsets.ISO_8859_1))));
    }

    @Test
    void an_empty_request_body_is_not_valid_json() throws IOException {
        JsonText text = read(new ByteArrayInputStream(new byte[0]));
        assertEquals(0, text.length());
        assertThrows(ProblemException.class, text::tree);
    }

    private static JsonText read(InputStream in) throws IOException {
        return JsonText.read(in, 10_000_000);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
