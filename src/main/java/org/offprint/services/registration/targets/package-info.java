/** Registration services, with the accepted records, the settings and the meaning of responses. */
package org.offprint.services.registration.targets;
