package org.offprint.platform.http.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8:1:2::9, 2001:db8:1:2::/64",
        "2001:db8:1:3::9, 2001:db8:1:3::/64",
        "no address at all, no address at all",
    })
    void ipv6_addresses_of_the_same_network_count_as_one_client(String address, String network) {
        assertEquals(network, ClientAddress.network(address));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:1:2::9, 2001:db8:1::/48",
        "2001:db8:1:3::9, 2001:db8:1::/48",
        "no address at all, no address at all",
    })
    void ipv6_addresses_of_the_same_site_count_as_one_subscriber(String address, String subscriber) {
        assertEquals(subscriber, ClientAddress.subscriber(address));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.0/24",
        "::ffff:192.0.2.7, 192.0.2.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1::/48",
        "no address at all,",
        "'',",
    })
    void stored_client_addresses_are_shortened_to_their_network(String address, String shortened) {
        assertEquals(shortened, ClientAddress.shortened(address));
    }
}
