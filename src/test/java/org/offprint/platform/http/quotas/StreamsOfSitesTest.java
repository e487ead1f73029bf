package org.offprint.platform.http.quotas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.platform.http.quotas.QuotaClient.Pool;
import org.offprint.platform.http.streaming.StreamLimiter;

/** Tests the limit of streamed responses with clients in several IPv6 networks of one site. */
class StreamsOfSitesTest {

    private final StreamLimiter limiter = new StreamLimiter("exports", 4, 0, 2, Duration.ofMinutes(1), 60);

    @Test
    void the_networks_of_one_ipv6_site_cannot_use_all_permits() {
        enter("2001:db8:7:1::1");
        enter("2001:db8:7:2::1");
        enter("2001:db8:7:3::1");
        assertEquals(
                503,
                assertThrows(ProblemException.class, () -> enter("2001:db8:7:4::1"))
                        .problem()
                        .status());
        enter("2001:db8:8:1::1");
        assertEquals(4, limiter.inUse());
    }

    @Test
    void a_client_can_use_its_maximum_number_of_permits_while_another_network_of_its_site_uses_one() {
        enter("2001:db8:7:1::1");
        enter("2001:db8:7:2::1");
        enter("2001:db8:7:2::2");
        assertEquals(
                429,
                assertThrows(ProblemException.class, () -> enter("2001:db8:7:2::3"))
                        .problem()
                        .status());
    }

    private void enter(String address) {
        QuotaClient client = QuotaClient.at(Pool.ANONYMOUS, address);
        limiter.enter((RoutingContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RoutingContext.class},
                (context, method, arguments) -> switch (method.getName()) {
                    case "get" -> client;
                    case "addEndHandler" -> 0;
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }
}
