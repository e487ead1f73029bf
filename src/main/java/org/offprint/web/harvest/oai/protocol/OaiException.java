package org.offprint.web.harvest.oai.protocol;

import java.util.List;

/** Exception for an OAI-PMH request that fails with protocol errors. */
public final class OaiException extends RuntimeException {

    private final transient List<OaiFault> faults;

    public OaiException(List<OaiFault> faults) {
        super(faults.toString(), null, false, false);
        this.faults = List.copyOf(faults);
    }

    public OaiException(OaiFault.Code code, String message) {
        this(List.of(new OaiFault(code, message)));
    }

    public List<OaiFault> faults() {
        return faults;
    }
}
