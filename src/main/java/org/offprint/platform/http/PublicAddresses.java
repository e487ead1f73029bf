package org.offprint.platform.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Checks whether IP addresses belong to the public internet, according to the special-purpose address registries (RFC
 * 6890 and its updates). Requests on behalf of a user are sent only to public addresses. Systems on the local machine
 * and in the local network trust the service, so users must not reach them through it.
 */
public final class PublicAddresses {

    /** IPv4 networks that are not public, each as its first address and its prefix length in bits. */
    private static final int[][] IPV4 = {
        {0, 8}, // "this network" addresses (RFC 791)
        {address(10, 0, 0, 0), 8}, // private networks (RFC 1918)
        {address(100, 64, 0, 0), 10}, // shared addresses for carrier-grade NAT
        {address(127, 0, 0, 0), 8}, // loopback addresses
        {address(169, 254, 0, 0), 16}, // link-local addresses; cloud providers serve credentials at 169.254.169.254
        {address(172, 16, 0, 0), 12}, // private networks (RFC 1918)
        {address(192, 0, 0, 0), 24}, // addresses for IETF protocol assignments
        {address(192, 0, 2, 0), 24}, // addresses reserved for documentation (TEST-NET-1)
        {address(192, 31, 196, 0), 24}, // AS112 name servers
        {address(192, 52, 193, 0), 24}, // AMT relays (automatic multicast tunneling)
        {address(192, 88, 99, 0), 24}, // 6to4 relays
        {address(192, 168, 0, 0), 16}, // private networks (RFC 1918)
        {address(192, 175, 48, 0), 24}, // AS112 name servers
        {address(198, 18, 0, 0), 15}, // addresses reserved for network benchmarks
        {address(198, 51, 100, 0), 24}, // addresses reserved for documentation (TEST-NET-2)
        {address(203, 0, 113, 0), 24}, // addresses reserved for documentation (TEST-NET-3)
        {address(224, 0, 0, 0), 4}, // multicast addresses
        {address(240, 0, 0, 0), 4} // reserved addresses and the broadcast address
    };

    private PublicAddresses() {}

    /** Returns whether an IP address belongs to the public internet. */
    public static boolean include(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublicIpv6(bytes) : isPublicIpv4(bytes, 0);
    }

    /**
     * Resolves a host to at least one IP address. All returned addresses are public.
     *
     * @throws UnknownHostException if the host has no address or any address is not public; the message is a full
     *     sentence
     */
    public static List<InetAddress> of(String host) throws UnknownHostException {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new UnknownHostException("The host " + host + " has no IP address.");
        }
        for (InetAddress address : addresses) {
            if (!include(address)) {
                throw new UnknownHostException("The IP address of " + host + " is not public.");
            }
        }
        return List.of(addresses);
    }

    private static boolean isPublicIpv4(byte[] bytes, int from) {
        int address = address(bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]);
        for (int[] network : IPV4) {
            if ((address ^ network[0]) >>> (Integer.SIZE - network[1]) == 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether an IPv6 address is public. Only the block 2000::/3 is public, except its ranges for tunnels,
     * protocols and documentation. A NAT64 address, which is translated to IPv4, is public if its IPv4 address is
     * public.
     */
    private static boolean isPublicIpv6(byte[] bytes) {
        int first = Byte.toUnsignedInt(bytes[0]) << 8 | Byte.toUnsignedInt(bytes[1]);
        int second = Byte.toUnsignedInt(bytes[2]) << 8 | Byte.toUnsignedInt(bytes[3]);
        if (first == 0x64 && second == 0xff9b) {
            // The NAT64 prefix is 64:ff9b::/96 (RFC 6052). Another prefix, 64:ff9b:1::/48, is for translation within
            // private networks.
            return isZero(bytes, 4, 12) && isPublicIpv4(bytes, 12);
        }
        boolean isTunnel = first == 0x2002 || first == 0x2001 && second == 0;
        boolean isOfProtocols = first == 0x2001 && second < 0x200;
        boolean isDocumentation = first == 0x2001 && second == 0xdb8 || first == 0x3fff && second < 0x1000;
        return first >>> 13 == 1 && !isTunnel && !isOfProtocols && !isDocumentation;
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static int address(int a, int b, int c, int d) {
        return (a & 0xff) << 24 | (b & 0xff) << 16 | (c & 0xff) << 8 | d & 0xff;
    }
}
