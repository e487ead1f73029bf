package org.offprint.platform.webhooks.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiverAddressTest {

    @Test
    void a_webhook_url_with_a_private_address_or_without_https_is_rejected() {
        assertNull(ReceiverAddress.problem("https://receiver.example/hook?a=b", false));
        assertNull(ReceiverAddress.problem("https://receiver.example:8443", false));
        assertNull(ReceiverAddress.problem("https://bücher.example/ä", false));
        assertNull(ReceiverAddress.problem("http://127.0.0.1:8080/", true));
        for (String url : List.of(
                "http://receiver.example/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:169.254.169.254]/",
                "https://2130706433/",
                "https://receiver.example/#part",
                "https://receiver.example:0/",
                "https://user@receiver.example/",
                "https://user:word@receiver.example/")) {
            assertNotNull(ReceiverAddress.problem(url, false), url);
        }
    }

    @Test
    void a_webhook_url_is_parsed_into_host_and_port_and_request_target() {
        assertEquals(
                new ReceiverAddress(true, "xn--bcher-kva.example", 443, "/%C3%A4?q=%5B1%5D"),
                ReceiverAddress.of("https://bücher.example/ä?q=[1]").orElseThrow());
        ReceiverAddress literal =
                ReceiverAddress.of("https://[2606:4700::1111]:8443").orElseThrow();
        assertEquals("[2606:4700::1111]:8443", literal.hostHeader());
        assertEquals("/", literal.target());
    }
}
