package org.offprint.registration.sending;

import org.offprint.registration.targets.Dispatch;
import org.offprint.registration.targets.RegistrationTarget;
import org.offprint.registration.targets.TargetAccount;

/** A file whose attempt is stored, and the account that it goes to or went to. */
record PreparedFile(Dispatch dispatch, TargetAccount account, RegistrationTarget target) {}
