package org.offprint.platform.http.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedUpgradesTest {

    private static final String REFUSAL = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n";

    private final EmbeddedChannel channel = new EmbeddedChannel(new RefusedUpgrades.FirstResponse());

    private String sent(String text) {
        channel.writeOutbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        ByteBuf sent = channel.readOutbound();
        return sent.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void a_rejected_protocol_upgrade_closes_the_connection() {
        assertEquals(REFUSAL, sent(REFUSAL));
        assertEquals(false, channel.isOpen());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n",
                "",
            })
    void a_connection_remains_open_if_no_protocol_upgrade_was_rejected(String answer) {
        assertEquals(answer, sent(answer));
        // Only the first response on a connection is checked, so a later rejection does not close the connection.
        assertEquals(REFUSAL, sent(REFUSAL));
        assertEquals(true, channel.isOpen());
        assertNull(channel.pipeline().get(RefusedUpgrades.FirstResponse.class));
    }
}
