"""«Уведомления на устройствах и в мессенджере» of the profile: where notices come by themselves, and what they say."""
