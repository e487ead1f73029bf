package org.offprint.services.registration.targets.pubmed;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import java.util.Base64;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/** Host keys that an account allows, by their fingerprints. All other keys are rejected. No key is ever added. */
final class PinnedHostKeys implements HostKeyRepository {

    private final List<String> fingerprints;
    private volatile String shown;

    PinnedHostKeys(List<String> fingerprints) {
        this.fingerprints = fingerprints;
    }

    /** Returns the fingerprint of the key that the server presented; null if it presented none. */
    String shown() {
        return shown;
    }

    /** Returns the fingerprint of a key in OpenSSH format: {@code SHA256:} and Base64 without padding. */
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
        // Only administrators add keys, in the account.
    }

    @Override
    public void remove(String host, String type) {
        // No keys are stored.
    }

    @Override
    public void remove(String host, String type, byte[] key) {
        // No keys are stored.
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
