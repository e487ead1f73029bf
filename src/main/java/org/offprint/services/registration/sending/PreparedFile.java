package org.offprint.services.registration.sending;

import org.offprint.services.registration.targets.Dispatch;
import org.offprint.services.registration.targets.RegistrationTarget;
import org.offprint.services.registration.targets.TargetAccount;

/** File with a stored attempt, and the account that the file is sent to. */
record PreparedFile(Dispatch dispatch, TargetAccount account, RegistrationTarget target) {}
