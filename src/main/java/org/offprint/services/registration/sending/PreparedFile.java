package org.offprint.services.registration.sending;

import org.offprint.services.registration.targets.Dispatch;
import org.offprint.services.registration.targets.RegistrationTarget;
import org.offprint.services.registration.targets.TargetAccount;

/** File whose attempt is stored, with the account to which it is sent. */
record PreparedFile(Dispatch dispatch, TargetAccount account, RegistrationTarget target) {}
