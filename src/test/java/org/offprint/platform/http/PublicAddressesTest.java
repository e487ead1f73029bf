package org.offprint.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicAddressesTest {

    private static List<String> among(List<String> addresses, boolean wanted) throws UnknownHostException {
        List<String> found = new ArrayList<>();
        for (String address : addresses) {
            if (PublicAddresses.include(InetAddress.getByName(address)) == wanted) {
                found.add(address);
            }
        }
        return found;
    }

    @Test
    void addresses_of_private_networks_are_not_public_in_any_notation() throws UnknownHostException {
        List<String> near = List.of(
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.1.2.3",
                "::7f00:1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::1",
                "2001:0:1::1",
                "2001:db8::1",
                "100::1",
                "3fff:123::1",
                "2001:20::1");
        assertEquals(List.of(), among(near, true));
    }

    @Test
    void addresses_adjacent_to_private_networks_are_public() throws UnknownHostException {
        List<String> far = List.of(
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::200e",
                "2001:4860:4860::8888",
                "64:ff9b::101:101",
                "::ffff:8.8.8.8");
        assertEquals(List.of(), among(far, false));
    }
}
