package org.offprint.services.registration.sending;

import org.offprint.services.registration.targets.Dispatch;
import org.offprint.services.registration.targets.RegistrationTarget;
import org.offprint.services.registration.targets.TargetAccount;

/** A file whose attempt is stored, and the account that it goes to or went to. */
record PreparedFile(Dispatch dispatch, TargetAccount account, RegistrationTarget target) {}
