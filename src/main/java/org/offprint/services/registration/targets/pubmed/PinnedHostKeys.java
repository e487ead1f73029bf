package org.offprint.services.registration.targets.pubmed;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import java.util.Base64;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/** The host keys that an account names, by their fingerprints. Every other key is refused; none is ever added. */
final class PinnedHostKeys implements HostKeyRepository {

    private final List<String> fingerprints;
    private volatile String shown;

    PinnedHostKeys(List<String> fingerprints) {
        this.fingerprints = fingerprints;
    }

    /** Returns the fingerprint of the key that the server showed; null where it showed none. */
    String shown() {
        return shown;
    }

    /** Returns the fingerprint of a key as OpenSSH writes it: {@code SHA256:} and Base64 without padding. */
    static String fingerprint(byte[] key) {
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(DigestUtils.sha256(key));
    }

    @Override
    public int check(String host, byte[] key) {
        shown = fingerprint(key);
        return fingerprints.contains(shown) ? OK : NOT_INCLUDED;
    }

    @Override
    public void add(HostKey key, UserInfo asking) {
        // Only an administrator adds keys, to the account.
    }

    @Override
    public void remove(String host, String type) {
        // Nothing is kept.
    }

    @Override
    public void remove(String host, String type, byte[] key) {
        // Nothing is kept.
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return "account";
    }

    @Override
    public HostKey[] getHostKey() {
        return new HostKey[0];
    }

    @Override
    public HostKey[] getHostKey(String host, String type) {
        return new HostKey[0];
    }
}
