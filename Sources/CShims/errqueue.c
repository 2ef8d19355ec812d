#define _GNU_SOURCE
#include "CShims.h"

#include <linux/errqueue.h>
#include <netinet/in.h>
#include <string.h>

static void copy_error(struct sd_message *message, const struct cmsghdr *control)
{
    struct sock_extended_err error;
    if (control->cmsg_len < CMSG_LEN(sizeof error))
        return;
    memcpy(&error, CMSG_DATA(control), sizeof error);
    message->has_error = true;
    message->error_number = error.ee_errno;
    message->error_origin = error.ee_origin;
    message->error_type = error.ee_type;
    message->error_code = error.ee_code;
    message->error_info = error.ee_info;

    // SO_EE_OFFENDER: the address follows the structure.
    size_t rest = control->cmsg_len - CMSG_LEN(sizeof error);
    if (rest > sizeof message->offender)
        rest = sizeof message->offender;
    memcpy(&message->offender, CMSG_DATA(control) + sizeof error, rest);
}

ptrdiff_t sd_receive(int fd, void *buffer, size_t length, int flags, struct sd_message *message)
{
    char control_buffer[512] __attribute__((aligned(__alignof__(struct cmsghdr))));
    struct iovec vector = {.iov_base = buffer, .iov_len = length};
    struct msghdr header = {
        .msg_name = &message->peer,
        .msg_namelen = sizeof message->peer,
        .msg_iov = &vector,
        .msg_iovlen = 1,
        .msg_control = control_buffer,
        .msg_controllen = sizeof control_buffer,
    };
    memset(message, 0, sizeof *message);
    message->ttl = -1;

    ptrdiff_t count = recvmsg(fd, &header, flags | MSG_DONTWAIT);
    if (count < 0)
        return count;
    for (struct cmsghdr *control = CMSG_FIRSTHDR(&header); control; control = CMSG_NXTHDR(&header, control)) {
        const void *data = CMSG_DATA(control);
        if (control->cmsg_level == IPPROTO_IP && control->cmsg_type == IP_RECVERR) {
            copy_error(message, control);
        } else if (control->cmsg_level == IPPROTO_IPV6 && control->cmsg_type == IPV6_RECVERR) {
            copy_error(message, control);
        } else if (control->cmsg_level == IPPROTO_IP && control->cmsg_type == IP_PKTINFO) {
            struct in_pktinfo info;
            memcpy(&info, data, sizeof info);
            memcpy(message->destination, &info.ipi_addr, 4);
            message->destination_length = 4;
        } else if (control->cmsg_level == IPPROTO_IPV6 && control->cmsg_type == IPV6_PKTINFO) {
            struct in6_pktinfo info;
            memcpy(&info, data, sizeof info);
            memcpy(message->destination, &info.ipi6_addr, 16);
            message->destination_length = 16;
        } else if ((control->cmsg_level == IPPROTO_IP && control->cmsg_type == IP_TTL)
                   || (control->cmsg_level == IPPROTO_IPV6 && control->cmsg_type == IPV6_HOPLIMIT)) {
            memcpy(&message->ttl, data, sizeof message->ttl);
        }
    }
    return count;
}
