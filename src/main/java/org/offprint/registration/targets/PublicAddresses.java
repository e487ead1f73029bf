package org.offprint.registration.targets;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The addresses of hosts outside. */
public final class PublicAddresses {

    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;

    private PublicAddresses() {}

    /**
     * Returns the addresses of a host, one at least, all of them public.
     *
     * @throws UnknownHostException in a sentence, where it has none, or one that is not public
     */
    public static List<InetAddress> of(String host) throws UnknownHostException {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new UnknownHostException("The host " + host + " has no address.");
        }
        for (InetAddress address : addresses) {
            if (!isPublic(address)) {
                throw new UnknownHostException("The address of " + host + " is not public.");
            }
        }
        return List.of(addresses);
    }

    private static boolean isPublic(InetAddress address) {
        return !address.isLoopbackAddress()
                && !address.isAnyLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress()
                && !(address instanceof Inet6Address && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL);
    }
}
